using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>
/// An order of the computed nodes in which each stands after its operands, with elementwise operations on one shape gathered in groups that
/// run tile by tile. A group runs at one point of the order: all that it reads from outside is there before its first tile.
/// </summary>
internal sealed class Schedule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // A tile program longer than this does not fit its scratch in fast memory.
    private const int MaximumMembers = 128;
    private const int FewElements = 4096;

    private readonly Lowering<T> _lowering;
    private readonly int[] _missing;
    private readonly Dictionary<int, List<int>> _afterEffect = [];
    private readonly PriorityQueue<int, int> _ready = new();
    private readonly Dictionary<Shape, PriorityQueue<int, int>> _readyTiled = [];
    private readonly PriorityQueue<Shape, int> _shapes = new();
    private readonly List<int[]> _groups = [];

    private Schedule(Lowering<T> lowering)
    {
        _lowering = lowering;
        _missing = new int[lowering.Nodes.Length];
    }

    /// <summary>The nodes, group by group; a group of one may be any operation, one of several is of elementwise ones.</summary>
    public static List<int[]> Of(Lowering<T> lowering)
    {
        var schedule = new Schedule<T>(lowering);
        schedule.Run();
        return schedule._groups;
    }

    private void Run()
    {
        CountMissing();
        while (true)
        {
            var tiled = _shapes.TryPeek(out var shape, out var first) ? first : int.MaxValue;
            if (_ready.TryPeek(out var node, out _) && node < tiled)
            {
                _ready.Dequeue();
                _groups.Add([node]);
                Release(node, null);
            }
            else if (shape is not null)
            {
                _shapes.Dequeue();
                if (_readyTiled[shape].TryPeek(out var head, out _) && head > first)
                    _shapes.Enqueue(shape, head);
                else
                    RunGroup(shape);
            }
            else
            {
                return;
            }
        }
    }

    private void RunGroup(Shape shape)
    {
        var ready = _readyTiled[shape];
        List<int> members = [];
        var maximum = shape.Size > FewElements ? MaximumMembers : int.MaxValue;
        HashSet<int> inGroup = [];
        while (members.Count < maximum && ready.TryPeek(out var node, out _))
        {
            if (members.Count > 0 && !IsNext(node) && !Shortens(node, shape, inGroup))
                break;
            ready.Dequeue();
            members.Add(node);
            inGroup.Add(node);
            Release(node, shape);
        }
        if (members.Count > 0)
            _groups.Add([.. members]);
        if (ready.TryPeek(out var left, out _))
            _shapes.Enqueue(shape, left);
    }

    /// <summary>Whether every operation before it that is not elementwise has been scheduled: then running it now is the program's own order.</summary>
    private bool IsNext(int node) => !_ready.TryPeek(out var other, out _) || node < other;

    /// <summary>Whether running it early may spare a value of the group its memory, since all that reads the value can run in the group.</summary>
    private bool Shortens(int node, Shape shape, HashSet<int> inGroup)
    {
        foreach (var operand in _lowering.Nodes[node].OperandArray)
        {
            var root = _lowering.Roots[operand];
            if (!inGroup.Contains(root) || _lowering.IsKept[root])
                continue;
            var isClosed = true;
            foreach (var user in _lowering.UsersOf(root))
                isClosed &= _lowering.IsTiled(user) && _lowering.Nodes[user].Shape.Equals(shape);
            if (isClosed)
                return true;
        }
        return false;
    }

    private void Release(int node, Shape? open)
    {
        foreach (var user in _lowering.UsersOf(node))
            Arrive(user, open);
        if (!_afterEffect.TryGetValue(node, out var later))
            return;
        foreach (var other in later)
            Arrive(other, open);
    }

    private void Arrive(int node, Shape? open)
    {
        if (--_missing[node] > 0)
            return;
        if (!_lowering.IsTiled(node))
        {
            _ready.Enqueue(node, node);
            return;
        }
        var shape = _lowering.Nodes[node].Shape;
        if (!_readyTiled.TryGetValue(shape, out var queue))
            _readyTiled.Add(shape, queue = new());
        // A shape stands among the shapes by its first ready node; an entry that is no longer right is found when it is taken.
        if (!shape.Equals(open) && (!queue.TryPeek(out var first, out _) || node < first))
            _shapes.Enqueue(shape, node);
        queue.Enqueue(node, node);
    }

    // Operations with effects keep their order, and none is overtaken by a new value of a state: a check that throws comes before.
    private void CountMissing()
    {
        var lastImpure = -1;
        List<int> sources = [];
        for (var i = 0; i < _missing.Length; i++)
        {
            if (!_lowering.IsComputed(i))
                continue;
            foreach (var operand in _lowering.Nodes[i].OperandArray)
                _missing[i] += _lowering.IsComputed(_lowering.Roots[operand]) ? 1 : 0;
            var hasEffect = !_lowering.Nodes[i].Primitive!.IsPure;
            if (lastImpure >= 0 && (hasEffect || _lowering.IsKept[i]))
            {
                if (!_afterEffect.TryGetValue(lastImpure, out var later))
                    _afterEffect.Add(lastImpure, later = []);
                later.Add(i);
                _missing[i]++;
            }
            if (hasEffect)
                lastImpure = i;
            if (_missing[i] == 0)
                sources.Add(i);
        }
        foreach (var source in sources)
        {
            _missing[source] = 1;
            Arrive(source, null);
        }
    }
}
