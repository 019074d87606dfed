using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>
/// An order of the computed nodes in which each stands after its operands, with elementwise operations on one shape gathered in groups that
/// run tile by tile, and long operations that are ready together gathered to run side by side. A group runs at one point of the order: all that
/// it reads from outside is there before it begins.
/// </summary>
internal sealed class Schedule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // A tile program longer than this does not fit its scratch in fast memory.
    private const int MaximumMembers = 128;
    private const int FewElements = 4096;
    private const int MaximumEarly = 4096;

    private readonly Lowering<T> _lowering;
    private readonly bool _runsEarly;
    private readonly int[] _missing;
    private readonly int[] _rank;
    private readonly int[] _waits;
    private readonly bool[] _isScheduled;
    private readonly Dictionary<int, List<int>> _later = [];
    private readonly PriorityQueue<int, int> _ready = new();
    private readonly List<int> _readyLong = [];
    private readonly Dictionary<Shape, PriorityQueue<int, int>> _readyTiled = [];
    private readonly PriorityQueue<Shape, int> _shapes = new();
    private readonly List<int[]> _groups = [];

    private Schedule(Lowering<T> lowering, bool runsEarly)
    {
        (_lowering, _runsEarly) = (lowering, runsEarly);
        _missing = new int[lowering.Nodes.Length];
        _isScheduled = new bool[lowering.Nodes.Length];
        (_rank, _waits) = ProgramOrder<T>.Of(lowering);
    }

    /// <summary>The nodes, group by group; a group of one may be any operation, one of several is of elementwise ones, or of such as run on one thread each.</summary>
    /// <param name="lowering">The graph.</param>
    /// <param name="runsEarly">Whether a group may hold what comes of its values later instead of these, where that is less.</param>
    public static List<int[]> Of(Lowering<T> lowering, bool runsEarly)
    {
        var schedule = new Schedule<T>(lowering, runsEarly);
        schedule.Run();
        return schedule._groups;
    }

    private void Run()
    {
        CountMissing();
        while (true)
        {
            var tiled = _shapes.TryPeek(out var shape, out var first) ? first : int.MaxValue;
            if (TryPeekReady(out var node, out var rank) && rank < tiled)
            {
                RunReady(node);
            }
            else if (shape is not null)
            {
                _shapes.Dequeue();
                if (_readyTiled[shape].TryPeek(out _, out var head) && head > first)
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

    /// <summary>Runs an operation that is not elementwise; if it is long, beside all others that are ready and long.</summary>
    private void RunReady(int node)
    {
        int[] members = [node];
        if (_lowering.IsLong[node])
        {
            members = [.. _readyLong];
            Array.Sort(members, (a, b) => _rank[a].CompareTo(_rank[b]));
            _readyLong.Clear();
        }
        _groups.Add(members);
        foreach (var member in members)
            _isScheduled[member] = true;
        foreach (var member in members)
            Release(member, null);
    }

    private bool TryPeekReady(out int node, out int rank)
    {
        while (_ready.TryPeek(out node, out rank) && _isScheduled[node])
            _ready.Dequeue();
        return _ready.Count > 0;
    }

    private void RunGroup(Shape shape)
    {
        var ready = _readyTiled[shape];
        List<int> members = [];
        var maximum = shape.Size > FewElements ? MaximumMembers : int.MaxValue;
        while (members.Count < maximum && ready.TryPeek(out var node, out _))
        {
            if (_isScheduled[node])
            {
                ready.Dequeue();
                continue;
            }
            if (members.Count > 0 && !IsNext(node))
                break;
            ready.Dequeue();
            Add(node);
        }
        if (_runsEarly && members.Count is > 0 and < MaximumEarly)
        {
            foreach (var early in new EarlyOperations<T>(_lowering, members, shape, _missing, Math.Min(maximum, MaximumEarly) - members.Count).Find())
                Add(early);
        }
        if (members.Count > 0)
            _groups.Add([.. members]);
        if (ready.TryPeek(out var left, out _))
            _shapes.Enqueue(shape, _rank[left]);

        void Add(int node)
        {
            members.Add(node);
            _isScheduled[node] = true;
            Release(node, shape);
        }
    }

    /// <summary>Whether every operation before it that is not elementwise has been scheduled: then running it now is the program's own order.</summary>
    private bool IsNext(int node) => !TryPeekReady(out var other, out _) || _rank[node] < _rank[other];

    private void Release(int node, Shape? open)
    {
        foreach (var user in _lowering.UsersOf(node))
            Arrive(user, open);
        if (!_later.TryGetValue(node, out var later))
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
            _ready.Enqueue(node, _rank[node]);
            if (_lowering.IsLong[node])
                _readyLong.Add(node);
            return;
        }
        var shape = _lowering.Nodes[node].Shape;
        if (!_readyTiled.TryGetValue(shape, out var queue))
            _readyTiled.Add(shape, queue = new());
        // A shape stands among the shapes by its first ready node; an entry that is no longer right is found when it is taken.
        if (!shape.Equals(open) && (!queue.TryPeek(out _, out var first) || _rank[node] < first))
            _shapes.Enqueue(shape, _rank[node]);
        queue.Enqueue(node, _rank[node]);
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
                WaitFor(lastImpure, i);
            if (_lowering.Nodes[i].After >= 0)
                WaitFor(_lowering.Nodes[i].After, i);
            if (_waits[i] >= 0)
                WaitFor(_waits[i], i);
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

    private void WaitFor(int node, int waiting)
    {
        if (!_later.TryGetValue(node, out var later))
            _later.Add(node, later = []);
        later.Add(waiting);
        _missing[waiting]++;
    }
}
