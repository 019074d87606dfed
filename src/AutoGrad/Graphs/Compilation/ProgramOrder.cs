using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>
/// The order that operations are scheduled in where nothing else decides: that of the graph, but that a new value of a state is computed as soon as it
/// can. So a gradient is gone once its parameter has been updated, and the gradients of a network are never all held at once.
/// </summary>
internal sealed class ProgramOrder<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Near = 64;

    private readonly Lowering<T> _lowering;
    private readonly GraphNode<T>[] _nodes;
    private readonly bool[] _isTail;
    private readonly bool[] _needsStatesAlone;
    private readonly bool[] _isMoved;
    private readonly int[] _keys;
    private readonly int[] _ranks;

    private ProgramOrder(Lowering<T> lowering)
    {
        _lowering = lowering;
        _nodes = lowering.Nodes;
        _isTail = FindTails();
        _needsStatesAlone = new bool[_nodes.Length];
        _isMoved = new bool[_nodes.Length];
        _keys = [.. Enumerable.Range(0, _nodes.Length)];
        for (var i = 0; i < _nodes.Length; i++)
        {
            var operands = _nodes[i].OperandArray;
            _needsStatesAlone[i] = _nodes[i].Primitive is null || (_isTail[i] && Array.TrueForAll(operands, operand => _needsStatesAlone[operand]));
            _isMoved[i] = _isTail[i] && lowering.IsTiled(i) && Array.Exists(operands, operand => _isTail[operand] && !_needsStatesAlone[operand]);
        }
        Advance();
        Gather();
        Delay();
        _ranks = Rank();
    }

    /// <summary>The rank of each node, and the node that each waits for though it does not read it; -1 for none.</summary>
    public static (int[] Ranks, int[] Waits) Of(Lowering<T> lowering)
    {
        var order = new ProgramOrder<T>(lowering);
        return (order._ranks, order.Waits());
    }

    // What is done to a gradient, element by element, comes right behind it.
    private void Advance()
    {
        var readers = LastReaders();
        var lastImpure = 0;
        for (var i = 0; i < _keys.Length; i++)
        {
            if (_nodes[i].Primitive is { IsPure: false })
                lastImpure = i;
            if (!_isMoved[i])
                continue;
            // Before its state is read for the last time, a new value could not lie in its place; and it waits for the checks before it, so what
            // leads to it would be held meanwhile.
            _keys[i] = Math.Max(readers.GetValueOrDefault(i, 0), lastImpure);
            foreach (var operand in _nodes[i].OperandArray)
            {
                if (!_needsStatesAlone[operand])
                    _keys[i] = Math.Max(_keys[i], _keys[_lowering.Roots[operand]]);
            }
        }
    }

    // A long operation waits for the next one that does not need it, if that is near: they run at the same time.
    private void Gather()
    {
        for (var i = _keys.Length - 1; i >= 0; i--)
        {
            if (!_lowering.IsLong[i])
                continue;
            HashSet<int> needing = [i];
            for (var j = i + 1; j < Math.Min(i + Near, _keys.Length); j++)
            {
                if (Array.Exists(_nodes[j].OperandArray, needing.Contains))
                {
                    needing.Add(j);
                }
                else if (_lowering.IsLong[j])
                {
                    _keys[i] = Math.Max(_keys[i], _keys[j]);
                    break;
                }
            }
        }
    }

    // What needs nothing but states and inputs, which are there all the time, waits for what uses it: it is not held meanwhile, and runs in one pass
    // with it.
    private void Delay()
    {
        for (var i = _keys.Length - 1; i >= 0; i--)
        {
            if (!_lowering.IsComputed(i) || !_needsStatesAlone[i] || _lowering.UsersOf(i).Length == 0)
                continue;
            _keys[i] = int.MaxValue;
            foreach (var user in _lowering.UsersOf(i))
                _keys[i] = Math.Min(_keys[i], _keys[user]);
        }
    }

    private int[] Waits()
    {
        var waits = new int[_keys.Length];
        Array.Fill(waits, -1);
        for (var i = _keys.Length - 1; i >= 0; i--)
        {
            if (!_lowering.IsComputed(i) || !_needsStatesAlone[i] || FirstUser(i) is not { } user || !_nodes[user].Shape.Equals(_nodes[i].Shape))
                continue;
            // What the first user reads besides does not depend on this node, or it would be a user, or come after one, before the first.
            waits[i] = _needsStatesAlone[user] ? waits[user] : LastOperand(user);
        }
        return waits;
    }

    private int? FirstUser(int node)
    {
        int? first = null;
        foreach (var user in _lowering.UsersOf(node))
            first = first is { } other && _ranks[other] <= _ranks[user] ? other : user;
        return first;
    }

    private int LastOperand(int node)
    {
        var last = -1;
        foreach (var operand in _nodes[node].OperandArray)
        {
            var root = _lowering.Roots[operand];
            if (!_needsStatesAlone[root] && (last < 0 || _ranks[root] > _ranks[last]))
                last = root;
        }
        return last;
    }

    private int[] Rank()
    {
        var order = Enumerable.Range(0, _keys.Length).ToArray();
        Array.Sort(order, (a, b) => _keys[a] != _keys[b] ? _keys[a].CompareTo(_keys[b]) : a.CompareTo(b));
        var ranks = new int[_keys.Length];
        for (var i = 0; i < order.Length; i++)
            ranks[order[i]] = i;
        return ranks;
    }

    /// <summary>What leads to new values of states alone.</summary>
    private bool[] FindTails()
    {
        var isTail = new bool[_nodes.Length];
        Array.Fill(isTail, true);
        foreach (var output in _lowering.Graph.Outputs)
            isTail[output] = false;
        for (var i = isTail.Length - 1; i >= 0; i--)
        {
            isTail[i] &= _nodes[i].Primitive is { IsPure: true };
            if (isTail[i])
                continue;
            foreach (var operand in _nodes[i].OperandArray)
                isTail[operand] = false;
        }
        return isTail;
    }

    /// <summary>Of each new value of a state, the last operation that reads the old one, of those that keep their place.</summary>
    private Dictionary<int, int> LastReaders()
    {
        Dictionary<State<T>, int> last = [];
        foreach (var node in _nodes)
        {
            if (node.State is not { } state)
                continue;
            foreach (var user in _lowering.UsersOf(node.Index))
            {
                if (!_isMoved[user] && !_needsStatesAlone[user])
                    last[state] = Math.Max(last.GetValueOrDefault(state), user);
            }
        }
        return _lowering.Graph.Updates.Where(update => last.ContainsKey(update.State)).ToDictionary(update => update.Value, update => last[update.State]);
    }
}
