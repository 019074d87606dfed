using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>
/// What the compiler asks of a graph: which values are other values under another shape, and who uses each. A value that only changes the
/// shape of another is never computed: its root is.
/// </summary>
internal sealed class Lowering<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // An operation shorter than this, some tens of microseconds, is not worth another thread.
    private const double LongOperations = 20_000;

    private readonly int[] _starts;
    private readonly int[] _users;

    public Lowering(Graph<T> graph)
    {
        Graph = graph;
        Nodes = [.. graph.Nodes];
        Roots = new int[Nodes.Length];
        IsKept = new bool[Nodes.Length];
        for (var i = 0; i < Nodes.Length; i++)
            Roots[i] = Nodes[i].Primitive is { SharesStorage: true } ? Roots[Nodes[i].OperandArray[0]] : i;
        foreach (var output in graph.Outputs)
            IsKept[Roots[output]] = true;
        foreach (var update in graph.Updates)
            IsKept[Roots[update.Value]] = true;
        (_starts, _users) = FindUsers();
        IsLong = Array.ConvertAll(Nodes, TakesLong);
    }

    public Graph<T> Graph { get; }

    public GraphNode<T>[] Nodes { get; }

    /// <summary>The node in whose memory each value lies.</summary>
    public int[] Roots { get; }

    /// <summary>Whether a value is needed after the last operation.</summary>
    public bool[] IsKept { get; }

    /// <summary>Whether an operation takes one thread so long that it is worth to run it beside others.</summary>
    public bool[] IsLong { get; }

    /// <summary>Whether a node is computed, and is not just another one under another shape.</summary>
    public bool IsComputed(int node) => Nodes[node].Primitive is not null && Roots[node] == node;

    /// <summary>Whether a node is computed element by element.</summary>
    public bool IsTiled(int node) => Nodes[node].Primitive is { TileOperands: > 0 } primitive && primitive.TileOperands == Nodes[node].OperandArray.Length
        && Nodes[node].Shape.Size > 0;

    /// <summary>The computed nodes that read a root, in ascending order; one that reads it twice comes twice.</summary>
    public ReadOnlySpan<int> UsersOf(int root) => _users.AsSpan(_starts[root], _starts[root + 1] - _starts[root]);

    private bool TakesLong(GraphNode<T> node) => node.Primitive is { RunsOnOneThread: true, IsPure: true } primitive
        && primitive.OperationCount(Array.ConvertAll(node.OperandArray, operand => Nodes[operand].Shape), node.Shape) >= LongOperations;

    private (int[] Starts, int[] Users) FindUsers()
    {
        var starts = new int[Nodes.Length + 1];
        for (var i = 0; i < Nodes.Length; i++)
        {
            if (!IsComputed(i))
                continue;
            foreach (var operand in Nodes[i].OperandArray)
                starts[Roots[operand] + 1]++;
        }
        for (var i = 0; i < Nodes.Length; i++)
            starts[i + 1] += starts[i];
        var users = new int[starts[^1]];
        var next = starts.ToArray();
        for (var i = 0; i < Nodes.Length; i++)
        {
            if (!IsComputed(i))
                continue;
            foreach (var operand in Nodes[i].OperandArray)
                users[next[Roots[operand]]++] = i;
        }
        return (starts, users);
    }
}
