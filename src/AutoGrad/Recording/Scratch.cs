using System.Numerics;
using AutoGrad.Memory;

namespace AutoGrad.Recording;

/// <summary>
/// Computes without recording, and gives every value back once nobody holds it: for sweeps and for the updates of an optimizer.
/// </summary>
internal sealed class Scratch<T> : Recorder<T>, IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MinimumToTidy = 64;

    private readonly List<Storage<T>> _made = [];
    private readonly List<Storage<T>> _kept = [];
    private int _tidyAt = MinimumToTidy;
    private int _lastingHolds;

    internal override Record<T>? Record => null;

    internal override Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape)
    {
        Variable<T> output;
        if (primitive.SharesStorage)
        {
            output = new(shape, inputs[0].Storage);
        }
        else
        {
            var storage = Storage<T>.Rent(shape.Size, this);
            _made.Add(storage);
            output = new(shape, storage);
        }
        primitive.EvaluateInto(inputs, output);
        return output;
    }

    /// <summary>Whether the array was made here and nobody else holds it, so that it may be written again.</summary>
    public bool OwnsAlone(Storage<T> storage) => storage.Owner == this && storage.Holds == 1;

    /// <summary>Hands an array that was made here to a new owner.</summary>
    public bool TryPass(Storage<T> storage, object owner)
    {
        if (storage.Owner != this)
            return false;
        storage.PassTo(owner);
        return true;
    }

    /// <summary>Keeps all that was made and read so far until the end, whoever holds it.</summary>
    public void Keep()
    {
        _kept.AddRange(_made);
        _made.Clear();
        _lastingHolds = HeldCount;
    }

    /// <summary>Gives back what was made since the last call and that nobody holds, and lets go of the states that were read since then.</summary>
    public void Collect()
    {
        EndHolds(_lastingHolds);
        foreach (var storage in _made)
        {
            if (storage.Holds == 0)
                storage.Release(this);
            else
                _kept.Add(storage);
        }
        _made.Clear();
        if (_kept.Count > _tidyAt)
        {
            _kept.RemoveAll(storage => storage.Owner != this);
            _tidyAt = Math.Max(MinimumToTidy, 2 * _kept.Count);
        }
    }

    /// <summary>Ends a hold, and gives the array back if it was the last and the array was made here.</summary>
    public void Drop(Storage<T> storage)
    {
        storage.Unhold();
        if (storage.Holds == 0)
            storage.Release(this);
    }

    public void Dispose()
    {
        Close();
        foreach (var storage in _made)
            storage.Release(this);
        foreach (var storage in _kept)
            storage.Release(this);
        _made.Clear();
        _kept.Clear();
    }
}
