using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>An operation that is linear in all of its inputs together, such as a sum or a permutation: its pushforward is itself.</summary>
public abstract record LinearPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected internal sealed override Variable<T>? Pushforward(
        ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot)
    {
        var tangents = new Variable<T>[x.Length];
        for (var i = 0; i < tangents.Length; i++)
            tangents[i] = xDot[i] ?? Variable.Zeros<T>(x[i].Shape);
        return Apply(tangents);
    }

    internal sealed override bool IsHomogeneousIn(int input) => true;

    /// <summary>
    /// Whether the cotangent of an input is made of those of the output without factors, moved, copied or added: then a mask can go the same
    /// way. Through factors of both signs it could not, since they may cancel in a mask and not in a cotangent.
    /// </summary>
    internal virtual bool CarriesMasks => false;

    // Where x was broadcast, an element counts if any of its copies does.
    internal sealed override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support)
    {
        var carried = CarriesMasks ? support : null;
        var mask = carried is null ? null : Pullback(input, x, y, Op.BroadcastTo(carried, y.Shape));
        return mask is null ? null : Broadcasting.Any(mask, x[input].Shape, mask.Shape);
    }
}
