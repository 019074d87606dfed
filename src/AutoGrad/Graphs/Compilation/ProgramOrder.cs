using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>The order that operations are scheduled in where nothing else decides.</summary>
internal static class ProgramOrder
{
    /// <summary>
    /// The rank of each node: the order of the graph, but that what leads to new values of states alone runs as soon as it can. So a gradient is
    /// gone once its parameter has been updated, and the gradients of a network are never all held at once.
    /// </summary>
    public static int[] Of<T>(Lowering<T> lowering) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var nodes = lowering.Nodes;
        var isTail = FindTails(lowering);
        var keys = new int[nodes.Length];
        var readers = LastReaders(lowering, isTail);
        for (var i = 0; i < nodes.Length; i++)
        {
            keys[i] = i;
            if (!isTail[i])
                continue;
            // Before its state is read for the last time, a new value could not lie in its place.
            keys[i] = readers.GetValueOrDefault(i, 0);
            foreach (var operand in nodes[i].OperandArray)
                keys[i] = Math.Max(keys[i], keys[operand]);
        }
        var order = Enumerable.Range(0, nodes.Length).ToArray();
        Array.Sort(order, (a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        var ranks = new int[nodes.Length];
        for (var i = 0; i < order.Length; i++)
            ranks[order[i]] = i;
        return ranks;
    }

    private static bool[] FindTails<T>(Lowering<T> lowering) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var isTail = new bool[lowering.Nodes.Length];
        Array.Fill(isTail, true);
        foreach (var output in lowering.Graph.Outputs)
            isTail[output] = false;
        for (var i = isTail.Length - 1; i >= 0; i--)
        {
            isTail[i] &= lowering.Nodes[i].Primitive is { IsPure: true };
            if (isTail[i])
                continue;
            foreach (var operand in lowering.Nodes[i].OperandArray)
                isTail[operand] = false;
        }
        return isTail;
    }

    /// <summary>Of each new value of a state, the last operation that reads the old one, without those that are tails themselves.</summary>
    private static Dictionary<int, int> LastReaders<T>(Lowering<T> lowering, bool[] isTail) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Dictionary<State<T>, int> last = [];
        foreach (var node in lowering.Nodes)
        {
            if (node.State is not { } state)
                continue;
            foreach (var user in lowering.UsersOf(node.Index))
            {
                if (!isTail[user])
                    last[state] = Math.Max(last.GetValueOrDefault(state), user);
            }
        }
        return lowering.Graph.Updates.Where(update => last.ContainsKey(update.State)).ToDictionary(update => update.Value, update => last[update.State]);
    }
}
