using System.Numerics;
using AutoGrad.Memory;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// Says what happens when a primitive is applied. Where no recorder is open on the thread, the value is computed and nothing is kept;
/// a <see cref="Tape{T}"/> computes and records.
/// </summary>
public abstract class Recorder<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Storage<T>> _held = [];

    private protected Recorder() => RecorderStack<T>.Push(this);

    /// <summary>The innermost open recorder of this thread, or null.</summary>
    internal static Recorder<T>? Current => RecorderStack<T>.Current;

    /// <summary>Whether it has been closed, on whatever thread.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>The list that it writes, or null if it writes none.</summary>
    internal abstract Record<T>? Record { get; }

    /// <summary>Applies a primitive to inputs whose shapes have been checked.</summary>
    internal abstract Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape);

    /// <summary>Keeps a value as it is until this recorder is closed.</summary>
    internal void Hold(Storage<T> storage)
    {
        storage.Hold();
        _held.Add(storage);
    }

    private protected void Close()
    {
        IsClosed = true;
        foreach (var storage in _held)
            storage.Unhold();
        _held.Clear();
        RecorderStack<T>.Pop(this);
    }
}
