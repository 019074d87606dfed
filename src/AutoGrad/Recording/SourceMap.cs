using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>
/// Numbers what a sweep has to follow: the leaves among the sources first, then the nodes from the first source on. A node before the
/// first source cannot depend on one.
/// </summary>
internal sealed class SourceMap<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Record<T> _record;
    private readonly Variable<T>[] _sources;
    private readonly Dictionary<Variable<T>, int>? _leaves;
    private readonly HashSet<int>? _nodes;
    private readonly bool[] _seen;

    public SourceMap(Record<T> record, Variable<T>[] sources)
    {
        (_record, _sources, First) = (record, sources, record.Count);
        foreach (var source in sources)
        {
            if (record.Owns(source))
            {
                First = Math.Min(First, source.Index);
                (_nodes ??= []).Add(source.Index);
            }
            else
            {
                First = 0;
                _leaves ??= new(ReferenceEqualityComparer.Instance);
                _leaves.TryAdd(source, _leaves.Count);
            }
        }
        _seen = new bool[Leaves];
    }

    /// <summary>The index of the first node to look at.</summary>
    public int First { get; }

    public int Leaves => _leaves?.Count ?? 0;

    public bool IsSource(int node) => _nodes is not null && _nodes.Contains(node);

    public int SlotOf(int node) => node - First + Leaves;

    /// <summary>The slot of a variable, or -1 for one that is neither a source nor a node after the first.</summary>
    public int SlotOf(Variable<T> variable)
    {
        if (_record.Owns(variable))
            return variable.Index < First ? -1 : SlotOf(variable.Index);
        return _leaves is not null && _leaves.TryGetValue(variable, out var slot) ? slot : -1;
    }

    /// <summary>Whether the source is a node, or a leaf that <see cref="MarkActive"/> came across.</summary>
    public bool WasSeen(int source) => _leaves is null || !_leaves.TryGetValue(_sources[source], out var slot) || _seen[slot];

    /// <summary>Marks the slots that depend on a source by operations that have derivatives, up to the last node.</summary>
    public void MarkActive(int last, Span<bool> active)
    {
        active[..Leaves].Fill(true);
        for (var i = First; i <= last; i++)
        {
            ref var node = ref _record[i];
            var reached = IsSource(i);
            for (var k = 0; k < node.Inputs.Length; k++)
            {
                var slot = SlotOf(node.Inputs[k]);
                if (slot < 0)
                    continue;
                if (slot < Leaves)
                    _seen[slot] = true;
                reached |= active[slot] && node.Primitive.WhyNotDifferentiable(k) is null;
            }
            active[SlotOf(i)] = reached;
        }
    }
}
