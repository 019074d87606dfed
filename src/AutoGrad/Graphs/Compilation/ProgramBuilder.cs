using System.Numerics;
using AutoGrad.Memory;

namespace AutoGrad.Graphs.Compilation;

/// <summary>Makes a program from a graph: decides what each step is, where each value lies and for how long.</summary>
internal sealed class ProgramBuilder<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Never = -1;
    private const int AfterAll = int.MaxValue;

    private readonly Lowering<T> _lowering;
    private readonly GraphNode<T>[] _nodes;
    private readonly List<int[]> _groups;
    private readonly int[] _step;
    private readonly int[] _position;
    private readonly int[] _lastStep;
    private readonly bool[] _isInternal;
    private readonly bool[] _isTaken;
    private readonly Joint[] _joints;
    private readonly Storage<T>?[] _storages;
    private readonly long[] _starts;
    private readonly MemoryPlan _plan = new();
    private readonly List<(Storage<T>, long)> _planned = [];

    private ProgramBuilder(Graph<T> graph, bool runsEarly)
    {
        _lowering = new(graph);
        _nodes = _lowering.Nodes;
        _groups = Schedule<T>.Of(_lowering, runsEarly);
        var count = _nodes.Length;
        (_step, _position, _lastStep, _isInternal, _isTaken) = (new int[count], new int[count], new int[count], new bool[count], new bool[count]);
        (_storages, _starts) = (new Storage<T>?[count], new long[count]);
        _joints = StepJoints<T>.Of(_lowering, _groups);
        Array.Fill(_step, Never);
        Array.Fill(_lastStep, Never);
        Array.Fill(_starts, Never);
        Program = Build();
    }

    /// <summary>The program that was built.</summary>
    public Program<T> Program { get; }

    /// <summary>The graph that it was built from: the given one, and copies for those updates that need one.</summary>
    public Graph<T> Graph => _lowering.Graph;

    /// <summary>The nodes of the graph.</summary>
    public GraphNode<T>[] Nodes => _nodes;

    /// <summary>The step in which the planned array reached its length.</summary>
    public int PeakStep { get; private set; }

    public static Program<T> Build(Graph<T> graph) => Of(graph).Program;

    public static ProgramBuilder<T> Of(Graph<T> graph, bool runsEarly = true) => new(WithSeparateUpdates(graph), runsEarly);

    /// <summary>The step that computes a value; -1 for what is not computed.</summary>
    public int StepOf(int node) => _step[node];

    /// <summary>The first operation of a step.</summary>
    public int FirstOf(int step) => _groups[step][0];

    /// <summary>The value in whose memory a value lies.</summary>
    public int RootOf(int node) => _lowering.Roots[node];

    /// <summary>Whether a value has memory of its own at the peak, is not needed in that step itself, but later.</summary>
    public bool IsHeldAcrossPeak(int node) => _starts[node] >= 0 && _step[node] <= PeakStep && _lastStep[node] > PeakStep && _lastStep[node] != AfterAll;

    /// <summary>Whether a value is there after the peak in any case.</summary>
    public bool IsHeldAfterPeak(int node) => _nodes[node].Primitive is null || _lastStep[node] > PeakStep;

    private Program<T> Build()
    {
        FindLifetimes();
        var inputs = Array.ConvertAll([.. _lowering.Graph.Inputs], Borrow);
        var (states, commits) = PlaceStates();
        List<Step> steps = [];
        TileProgram<T>? program = null;
        for (var s = 0; s < _groups.Count; s++)
        {
            var group = _groups[s];
            var isTiled = _lowering.IsTiled(group[0]);
            // What a group reads is held until the reduction that runs with it is done, but its own elements may lie there.
            var isReduced = JointOf(s + 1) == Joint.Reduction;
            var gone = Dying(isReduced ? s + 1 : s, group);
            // The step before still reads its operands when this one writes.
            List<int> held = _joints[s] != Joint.None ? Dying(s, _groups[s - 1]) : [];
            gone.RemoveAll(held.Contains);
            foreach (var node in group)
            {
                if (_storages[node] is not null || _isInternal[node])
                    continue;
                if (isTiled && gone.FindIndex(operand => MayTake(node, operand)) is >= 0 and var place)
                {
                    (_storages[node], _starts[node]) = (_storages[gone[place]], _starts[gone[place]]);
                    _isTaken[gone[place]] = true;
                    gone.RemoveAt(place);
                    continue;
                }
                var length = _plan.Length;
                _starts[node] = _plan.Take(_nodes[node].Shape.Size);
                PeakStep = _plan.Length > length ? s : PeakStep;
                _storages[node] = Storage<T>.Borrowed();
                _planned.Add((_storages[node]!, _starts[node]));
            }
            foreach (var operand in isReduced ? held : gone.Concat(held))
                _plan.Give(_starts[operand]);
            foreach (var node in group)
            {
                // What nobody reads, an effect's output, is gone at once.
                if (_lastStep[node] == Never && _starts[node] >= 0)
                    _plan.Give(_starts[node]);
            }
            var asked = isReduced ? _lowering.Roots[_nodes[_groups[s + 1][0]].OperandArray[0]] : Never;
            program = isTiled ? new(_lowering, group, _isInternal, StorageOf, asked) : null;
            var (node0, tiles) = (_nodes[group[0]], program?.ToStep());
            if (_joints[s] == Joint.Product)
                steps[^1] = ProductStepOf(_nodes[_groups[s - 1][0]], tiles!);
            else if (_joints[s] == Joint.Reduction)
                steps[^1] = new ReductionStep<T>(node0.Primitive!, (TileStep<T>)steps[^1], _nodes[node0.OperandArray[0]].Shape, VariableOf(node0.Index));
            else
                steps.Add(tiles ?? (group.Length == 1 ? KernelStepOf(group[0]) : (Step)new SideBySideStep<T>(Array.ConvertAll(group, KernelStepOf))));
        }
        return new([.. steps], inputs, Array.ConvertAll([.. _lowering.Graph.Outputs], VariableOf), states,
            Array.ConvertAll(commits, commit => new Commit<T>(commit.State, VariableOf(commit.Value))), [.. _planned], _plan.Length,
            steps is [.., TileStep<T> last] ? DirectOutput<T>.Of(_lowering, _groups[^1], last, program!) : []);
    }

    private ProductStep<T> ProductStepOf(GraphNode<T> product, TileStep<T> tiles) =>
        new(product.Primitive!, Array.ConvertAll(product.OperandArray, VariableOf), VariableOf(product.Index), tiles);

    private KernelStep<T> KernelStepOf(int node) =>
        new(_nodes[node].Primitive!, Array.ConvertAll(_nodes[node].OperandArray, VariableOf), VariableOf(node));

    private Joint JointOf(int step) => step < _groups.Count ? _joints[step] : Joint.None;

    private void FindLifetimes()
    {
        for (var s = 0; s < _groups.Count; s++)
        {
            for (var p = 0; p < _groups[s].Length; p++)
                (_step[_groups[s][p]], _position[_groups[s][p]]) = (s, p);
        }
        for (var i = 0; i < _nodes.Length; i++)
        {
            if (_lowering.Roots[i] != i)
                continue;
            _lastStep[i] = _lowering.IsKept[i] ? AfterAll : Never;
            var isInternal = _step[i] >= 0 && _lowering.IsTiled(i) && !_lowering.IsKept[i];
            foreach (var user in _lowering.UsersOf(i))
            {
                var isWithNext = JointOf(_step[user] + 1) != Joint.None;
                _lastStep[i] = Math.Max(_lastStep[i], isWithNext ? _step[user] + 1 : _step[user]);
                isInternal &= _step[user] == _step[i] || (_step[user] == _step[i] + 1 && _joints[_step[user]] == Joint.Reduction);
            }
            _isInternal[i] = isInternal;
        }
    }

    /// <summary>The values whose blocks nobody reads after a step, and which nobody has taken.</summary>
    private List<int> Dying(int step, int[] group)
    {
        List<int> gone = [];
        foreach (var node in group)
        {
            foreach (var operand in _nodes[node].OperandArray)
            {
                var root = _lowering.Roots[operand];
                if (_starts[root] >= 0 && _lastStep[root] == step && _step[root] != step && !_isTaken[root] && !gone.Contains(root))
                    gone.Add(root);
            }
        }
        return gone;
    }

    /// <summary>Whether an elementwise operation may write where an operand of its group lies that nobody needs afterwards.</summary>
    private bool MayTake(int node, int operand) =>
        _nodes[operand].Shape.Size == _nodes[node].Shape.Size && ReadsEnd(operand, node);

    /// <summary>Whether nobody reads a value after the place of a node, and the node itself only in a way that lets it write there.</summary>
    private bool ReadsEnd(int value, int node)
    {
        foreach (var user in _lowering.UsersOf(value))
        {
            if (_step[user] > _step[node])
                return false;
            if (_step[user] < _step[node])
                continue;
            var isSafe = _lowering.IsTiled(node) && (_position[user] < _position[node] || (user == node && _nodes[node].Primitive!.TileMayOverlap));
            if (!isSafe)
                return false;
        }
        return true;
    }

    private (BoundState<T>[] States, GraphUpdate<T>[] Commits) PlaceStates()
    {
        Dictionary<State<T>, int> reads = [];
        foreach (var node in _nodes)
        {
            if (node.State is { } state)
                reads.Add(state, node.Index);
        }
        List<BoundState<T>> states = [];
        List<GraphUpdate<T>> commits = [];
        HashSet<State<T>> written = [];
        foreach (var update in _lowering.Graph.Updates)
        {
            var root = _lowering.Roots[update.Value];
            var isInPlace = !reads.TryGetValue(update.State, out var read) || (!_lowering.IsKept[read] && ReadsEnd(read, root));
            if (!isInPlace)
            {
                commits.Add(update);
                continue;
            }
            written.Add(update.State);
            _storages[root] = Storage<T>.Borrowed();
            states.Add(new(update.State, _storages[root]!, IsWritten: true));
        }
        foreach (var (state, node) in reads)
        {
            _storages[node] = Storage<T>.Borrowed();
            states.Add(new(state, _storages[node]!, written.Contains(state)));
        }
        return ([.. states], [.. commits]);
    }

    private Variable<T> Borrow(int node) => new(_nodes[node].Shape, _storages[node] = Storage<T>.Borrowed());

    private Storage<T> StorageOf(int node) => _storages[_lowering.Roots[node]] ?? _nodes[_lowering.Roots[node]].Constant!.Storage;

    private Variable<T> VariableOf(int node) => new(_nodes[node].Shape, StorageOf(node));

    /// <summary>The same graph, where each update has a computed value of its own: what is not is copied first.</summary>
    private static Graph<T> WithSeparateUpdates(Graph<T> graph)
    {
        var lowering = new Lowering<T>(graph);
        var outputs = graph.Outputs.Select(output => lowering.Roots[output]).ToHashSet();
        HashSet<int> roots = [];
        List<GraphNode<T>> nodes = [.. graph.Nodes];
        var updates = graph.Updates.ToArray();
        for (var i = 0; i < updates.Length; i++)
        {
            var (state, value) = updates[i];
            if (lowering.IsComputed(lowering.Roots[value]) && !outputs.Contains(lowering.Roots[value]) && roots.Add(lowering.Roots[value]))
                continue;
            updates[i] = new(state, nodes.Count);
            nodes.Add(new(nodes.Count, state.Shape) { Primitive = new CopyPrimitive<T>(), OperandArray = [value] });
        }
        return new([.. nodes], [.. graph.Inputs], [.. graph.Outputs], updates);
    }
}
