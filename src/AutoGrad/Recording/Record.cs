using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>One flat list of nodes in evaluation order. A variable that was computed on it has it as its origin, and its index there.</summary>
/// <param name="recorder">Who writes it; held, so that a recorder lives as long as a variable that was computed on it.</param>
internal sealed class Record<T>(Recorder<T> recorder) where T : unmanaged, IFloatingPointIeee754<T>
{
    private Node<T>[] _nodes = new Node<T>[16];

    public Recorder<T> Recorder { get; } = recorder;

    public int Count { get; private set; }

    /// <summary>Whether the tape was disposed: the nodes are gone.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>How many sweeps are emitting into this record now.</summary>
    public int OpenSweeps { get; set; }

    public Span<Node<T>> Nodes => _nodes.AsSpan(0, Count);

    public ref Node<T> this[int index] => ref _nodes[index];

    public bool Owns(Variable<T> variable) => ReferenceEquals(variable.Origin, this);

    public void Add(Primitive<T> primitive, Variable<T>[] inputs, Variable<T> output)
    {
        if (Count == _nodes.Length)
            Array.Resize(ref _nodes, 2 * Count);
        _nodes[Count++] = new(primitive, inputs, output, OpenSweeps > 0);
    }

    /// <summary>Whether the variable is the input or the output of any node.</summary>
    public bool HasSeen(Variable<T> variable)
    {
        if (Owns(variable))
            return true;
        foreach (ref var node in Nodes)
        {
            if (Array.IndexOf(node.Inputs, variable) >= 0)
                return true;
        }
        return false;
    }

    /// <summary>Gives the values of the nodes back to the pool, except those that somebody has read.</summary>
    public void Close()
    {
        foreach (ref var node in Nodes)
            node.Output.Storage.Release(this);
        _nodes = [];
        Count = 0;
        IsClosed = true;
    }
}
