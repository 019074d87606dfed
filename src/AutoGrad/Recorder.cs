using System.Numerics;
using AutoGrad.Graphs;
using AutoGrad.Memory;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// Says what happens when a primitive is applied. Where no recorder is open on the thread, the value is computed and nothing is kept;
/// a <see cref="Tape{T}"/> computes and records; inside <see cref="Graph.Trace{T}(Func{Variable{T}[], Variable{T}[]}, ReadOnlySpan{Shape}, ReadOnlySpan{string})"/>
/// operations are recorded, and only their shapes are computed.
/// </summary>
public abstract class Recorder<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Storage<T>> _held = [];

    private protected Recorder()
    {
        Tracing = RecorderStack<T>.Current?.Tracing;
        RecorderStack<T>.Push(this);
    }

    /// <summary>The innermost open recorder of this thread, or null.</summary>
    internal static Recorder<T>? Current => RecorderStack<T>.Current;

    /// <summary>Whether it has been closed, on whatever thread.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>The list that it writes, or null if it writes none.</summary>
    internal abstract Record<T>? Record { get; }

    /// <summary>The tracer that everything ends up in, or null where values are computed.</summary>
    internal Tracer<T>? Tracing { get; private protected init; }

    /// <summary>Applies a primitive to inputs whose shapes have been checked.</summary>
    internal abstract Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape);

    /// <summary>Keeps a value as it is until this recorder is closed.</summary>
    internal void Hold(Storage<T> storage)
    {
        storage.Hold();
        _held.Add(storage);
    }

    /// <summary>The number of values held.</summary>
    private protected int HeldCount => _held.Count;

    /// <summary>Lets go of all values but the first held.</summary>
    private protected void EndHolds(int kept)
    {
        for (var i = kept; i < _held.Count; i++)
            _held[i].Unhold();
        _held.RemoveRange(kept, _held.Count - kept);
    }

    private protected void Close()
    {
        IsClosed = true;
        EndHolds(0);
        RecorderStack<T>.Pop(this);
    }
}
