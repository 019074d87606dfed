using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>One flat list of nodes in evaluation order. A variable that was computed on it has it as its origin, and its index there.</summary>
/// <param name="recorder">Who writes it; held, so that a recorder lives as long as a variable that was computed on it.</param>
internal sealed class Record<T>(Recorder<T> recorder) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(int Start, int End)> _rules = [];
    private Node<T>[] _nodes = new Node<T>[16];
    private int _ruleDepth;
    private int _ruleStart;

    public Recorder<T> Recorder { get; } = recorder;

    public int Count { get; private set; }

    /// <summary>Whether the tape was disposed: the nodes are gone.</summary>
    public bool IsClosed { get; private set; }

    public Span<Node<T>> Nodes => _nodes.AsSpan(0, Count);

    public ref Node<T> this[int index] => ref _nodes[index];

    /// <summary>Who wants to see the cotangents of nodes, by their index; null for nobody.</summary>
    public Dictionary<int, Action<Variable<T>>>? Watches { get; private set; }

    public bool Owns(Variable<T> variable) => ReferenceEquals(variable.Origin, this);

    public void Add(Primitive<T> primitive, Variable<T>[] inputs, Variable<T> output)
    {
        if (Count == _nodes.Length)
            Array.Resize(ref _nodes, 2 * Count);
        _nodes[Count++] = new(primitive, inputs, output);
    }

    /// <summary>Shows the cotangent of a node to somebody whenever a reverse sweep has found it; who asked last is the first to see it.</summary>
    public void Watch(int index, Action<Variable<T>> observer)
    {
        Watches ??= [];
        Watches[index] = observer + Watches.GetValueOrDefault(index);
    }

    /// <summary>From here on the nodes come from rules of derivatives, not from the user's function.</summary>
    public void EnterRules()
    {
        if (_ruleDepth++ == 0)
            _ruleStart = Count;
    }

    public void LeaveRules()
    {
        if (--_ruleDepth == 0 && Count > _ruleStart)
            _rules.Add((_ruleStart, Count));
    }

    /// <summary>Whether a node comes from a rule: a mask there chooses a branch of a derivative, and is constant around almost every point.</summary>
    public bool IsFromRule(int index)
    {
        if (_ruleDepth > 0 && index >= _ruleStart)
            return true;
        var (low, high) = (0, _rules.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rules[middle].End <= index)
                low = middle + 1;
            else
                high = middle;
        }
        return low < _rules.Count && _rules[low].Start <= index;
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
        _rules.Clear();
        Watches = null;
        Count = 0;
        IsClosed = true;
    }
}
