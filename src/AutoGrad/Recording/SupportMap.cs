using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>
/// Where the cotangents of a sweep can be other than zero: masks, for those that came through a selection. What was not selected has no
/// influence, so its cotangent is zero whatever the local derivative is there, infinite or NaN. A slot without a mask may be anything.
/// </summary>
internal sealed class SupportMap<T>(Scratch<T>? scratch) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Dictionary<int, Variable<T>> _masks = [];

    public Variable<T>? this[int slot] => _masks.GetValueOrDefault(slot);

    /// <summary>Adds the mask of one contribution to a slot: the sum of several can be other than zero where any of them can.</summary>
    public void Accumulate(int slot, bool isFirst, Variable<T>? mask)
    {
        var sum = this[slot];
        if (mask is null || (sum is null && !isFirst))
        {
            Drop(slot);
            return;
        }
        if (ReferenceEquals(sum, mask))
            return;
        if (sum is not null)
            mask = Op.Maximum(sum, mask);
        if (scratch is not null)
            mask.Storage.Hold();
        Drop(slot);
        _masks[slot] = mask;
    }

    public void Drop(int slot)
    {
        if (_masks.Remove(slot, out var mask))
            scratch?.Drop(mask.Storage);
    }
}
