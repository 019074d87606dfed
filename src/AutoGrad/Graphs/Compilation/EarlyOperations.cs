using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>
/// Operations that are not next in the program's order, but could run in the tiles of a group that is being formed. It pays where no more of
/// their results must be held than operands are spared: the whole of a formula with its derivative, say, of which only the end is held.
/// </summary>
internal sealed class EarlyOperations<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lowering<T> _lowering;
    private readonly Shape _shape;
    private readonly int[] _missing;
    private readonly int _maximum;
    private readonly HashSet<int> _group;
    private readonly List<int> _found = [];
    private readonly HashSet<int> _isFound = [];
    private readonly Dictionary<int, int> _arrived = [];
    private readonly Dictionary<int, int> _parents = [];

    public EarlyOperations(Lowering<T> lowering, List<int> group, Shape shape, int[] missing, int maximum)
    {
        (_lowering, _shape, _missing, _maximum) = (lowering, shape, missing, maximum);
        _group = [.. group];
        foreach (var member in group)
        {
            foreach (var user in lowering.UsersOf(member))
            {
                if (missing[user] == 0)
                    Reach(user);
            }
        }
    }

    /// <summary>Those that pay, in the order of the graph.</summary>
    public List<int> Find()
    {
        // It grows while it is walked: what runs early lets others run early.
        for (var i = 0; i < _found.Count; i++)
        {
            foreach (var user in _lowering.UsersOf(_found[i]))
            {
                _arrived[user] = _arrived.GetValueOrDefault(user) + 1;
                if (_missing[user] > 0 && _arrived[user] == _missing[user])
                    Reach(user);
            }
        }
        foreach (var node in _found)
        {
            foreach (var operand in _lowering.Nodes[node].OperandArray)
            {
                if (_lowering.Roots[operand] is var root && (_isFound.Contains(root) || _group.Contains(root)))
                    _parents[Part(node)] = Part(root);
            }
        }
        Dictionary<int, int> more = [];
        foreach (var node in _found)
        {
            if (IsHeldAfter(node))
                more[Part(node)] = more.GetValueOrDefault(Part(node)) + 1;
        }
        foreach (var member in _group)
        {
            if (_parents.ContainsKey(member) && !IsHeldAfter(member))
                more[Part(member)] = more.GetValueOrDefault(Part(member)) - 1;
        }
        _found.RemoveAll(node => more.GetValueOrDefault(Part(node)) > 0);
        _found.Sort();
        return _found;
    }

    private void Reach(int node)
    {
        if (_found.Count < _maximum && !_group.Contains(node) && _lowering.IsTiled(node) && _lowering.Nodes[node].Shape.Equals(_shape) && _isFound.Add(node))
            _found.Add(node);
    }

    private bool IsHeldAfter(int node)
    {
        if (_lowering.IsKept[node])
            return true;
        foreach (var user in _lowering.UsersOf(node))
        {
            if (!_group.Contains(user) && !_isFound.Contains(user))
                return true;
        }
        return false;
    }

    // Operations that share operands pay together or not at all.
    private int Part(int node)
    {
        while (true)
        {
            if (!_parents.TryGetValue(node, out var parent))
                _parents.Add(node, parent = node);
            if (parent == node)
                return node;
            _parents[node] = _parents.GetValueOrDefault(parent, parent);
            node = parent;
        }
    }
}
