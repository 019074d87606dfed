using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Graphs.Compilation;

/// <summary>Fits a program into a memory budget: chooses which values to compute again after the peak instead of holding them across it.</summary>
/// <remarks>
/// A plan drops values in a row until a segment holds so many bytes, and keeps the next, as T. Chen et al., "Training deep nets with sublinear
/// memory cost", 2016, algorithm 3, does. Plans of many segment lengths are laid out for real, so that fusion, in-place steps and gaps between
/// blocks count; the cheapest that fits is taken, and keeps what still fits.
/// </remarks>
internal sealed class MemoryBudget<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int SegmentLengths = 24;
    private const int PriceClasses = 4;
    private const int ValuesTriedAgain = 64;

    // What a value costs to write, in operations, where it takes fewer to compute.
    private const int OperationsPerElement = 8;

    private readonly Graph<T> _graph;
    private readonly ProgramBuilder<T> _held;
    private readonly long _budget;
    private readonly List<int> _candidates = [];
    private long _least;

    private MemoryBudget(ProgramBuilder<T> held, long budget)
    {
        (_held, _graph, _budget, _least) = (held, held.Graph, budget, held.Program.PlannedBytes);
        for (var i = 0; i < held.Nodes.Length; i++)
        {
            if (held.IsHeldAcrossPeak(i) && held.Nodes[i].Primitive!.IsPure)
                _candidates.Add(i);
        }
    }

    /// <summary>The program, with as few operations computed twice as it takes.</summary>
    /// <exception cref="MemoryBudgetException">No plan fits.</exception>
    public static Program<T> Build(Graph<T> graph, long budget)
    {
        var held = ProgramBuilder<T>.Of(graph);
        if (held.Program.PlannedBytes <= budget)
            return held.Program;
        // What comes early of a value may be all that is held, and the next layer cannot be computed again from that: so also without.
        var searches = Array.ConvertAll([held, ProgramBuilder<T>.Of(graph, runsEarly: false)], start => new MemoryBudget<T>(start, budget));
        var found = searches.Select(search => search.Search()).Where(plan => plan is not null).MinBy(plan => plan!.Value.Price);
        return found?.Program ?? throw new MemoryBudgetException(
            $"Compile: needs a memory budget in which the program fits when values are computed again, got a budget of {budget} bytes. " +
            $"It takes {held.Program.PlannedBytes} bytes without recomputation, and {searches.Min(search => search._least)} bytes with as much as was of use.");
    }

    private (Program<T> Program, double Price)? Search()
    {
        (Program<T> Program, HashSet<int> Dropped, double Price)? best = null;
        foreach (var dropped in Plans())
        {
            if (Try(dropped) is { } plan && (best is null || plan.Price < best.Value.Price))
                best = (plan.Program, dropped, plan.Price);
        }
        if (best is not { } found)
            return null;
        foreach (var value in found.Dropped.OrderByDescending(Price).Take(ValuesTriedAgain).ToArray())
        {
            HashSet<int> fewer = [.. found.Dropped];
            fewer.Remove(value);
            if (Try(fewer) is { } plan && plan.Price < found.Price)
                found = (plan.Program, fewer, plan.Price);
        }
        return (found.Program, found.Price);
    }

    // Cheap values first: a product is recomputed only where elementwise operations alone do not save enough.
    private IEnumerable<HashSet<int>> Plans()
    {
        if (_candidates.Count == 0)
            yield break;
        var prices = _candidates.ConvertAll(value => Price(value) / Math.Max(Bytes(value), 1));
        prices.Sort();
        HashSet<double> limits = [.. Enumerable.Range(1, PriceClasses).Select(part => prices[(prices.Count - 1) * part / PriceClasses])];
        foreach (var limit in limits)
        {
            var open = _candidates.FindAll(value => Price(value) / Math.Max(Bytes(value), 1) <= limit);
            var segment = open.Sum(Bytes);
            HashSet<int>? last = null;
            for (var i = 0; i < SegmentLengths && segment > 0; i++, segment = (long)(segment * 0.75))
            {
                HashSet<int> dropped = [];
                var length = 0L;
                foreach (var value in open)
                {
                    length += Bytes(value);
                    if (length <= segment)
                        dropped.Add(value);
                    else
                        length = 0;
                }
                if (dropped.Count > 0 && last?.SetEquals(dropped) != true)
                    yield return last = dropped;
            }
        }
    }

    private (Program<T> Program, double Price)? Try(HashSet<int> dropped)
    {
        var (graph, price) = Recompute(dropped);
        var program = ProgramBuilder<T>.Of(graph).Program;
        _least = Math.Min(_least, program.PlannedBytes);
        return program.PlannedBytes <= _budget ? (program, price) : null;
    }

    /// <summary>The graph in which what comes after the peak reads copies of the dropped values, computed shortly before.</summary>
    private (Graph<T> Graph, double Price) Recompute(HashSet<int> dropped)
    {
        var nodes = _held.Nodes;
        bool IsAgain(int node)
        {
            var root = _held.RootOf(node);
            return nodes[root].Primitive is { IsPure: true } && (dropped.Contains(root) || !_held.IsHeldAfterPeak(root));
        }
        // Of each copy: the first step that reads it, and where in the list that reader stands.
        var firstStep = new int[nodes.Length];
        var before = new int[nodes.Length];
        Array.Fill(before, -1);
        void Ask(int operand, int step, int place)
        {
            if (!IsAgain(operand))
                return;
            (firstStep[operand], before[operand]) = before[operand] < 0
                ? (step, place)
                : (Math.Min(firstStep[operand], step), Math.Min(before[operand], place));
        }
        for (var i = nodes.Length - 1; i >= 0; i--)
        {
            // A view has no step of its own: it is asked for by those that read it.
            foreach (var operand in nodes[i].OperandArray)
            {
                if (before[i] >= 0)
                    Ask(operand, firstStep[i], before[i]);
                if (_held.StepOf(i) > _held.PeakStep && dropped.Contains(_held.RootOf(operand)))
                    Ask(operand, _held.StepOf(i), i);
            }
        }
        return Rewrite(nodes, dropped, firstStep, before);
    }

    private (Graph<T> Graph, double Price) Rewrite(GraphNode<T>[] nodes, HashSet<int> dropped, int[] firstStep, int[] before)
    {
        var copies = Enumerable.Range(0, nodes.Length).Where(i => before[i] >= 0).ToLookup(i => before[i]);
        var (places, copyPlaces) = (new int[nodes.Length], new int[nodes.Length]);
        var count = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var copied in copies[i])
                copyPlaces[copied] = count++;
            places[i] = count++;
        }
        var list = new GraphNode<T>[count];
        var price = 0.0;
        for (var i = 0; i < nodes.Length; i++)
        {
            foreach (var copied in copies[i])
            {
                var operands = Array.ConvertAll(nodes[copied].OperandArray, operand => before[operand] >= 0 ? copyPlaces[operand] : places[operand]);
                list[copyPlaces[copied]] = nodes[copied].MovedTo(copyPlaces[copied], operands, places[_held.FirstOf(firstStep[copied] - 1)]);
                price += _held.RootOf(copied) == copied ? Price(copied) : 0;
            }
            var isLate = _held.StepOf(i) > _held.PeakStep;
            list[places[i]] = nodes[i].MovedTo(places[i], Array.ConvertAll(nodes[i].OperandArray,
                operand => isLate && dropped.Contains(_held.RootOf(operand)) ? copyPlaces[operand] : places[operand]));
        }
        return (new(list, [.. _graph.Inputs.Select(input => places[input])], [.. _graph.Outputs.Select(output => places[output])],
            [.. _graph.Updates.Select(update => new GraphUpdate<T>(update.State, places[update.Value]))]), price);
    }

    private long Bytes(int node) => (long)_held.Nodes[node].Shape.Size * Unsafe.SizeOf<T>();

    private double Price(int node)
    {
        var value = _held.Nodes[node];
        var x = Array.ConvertAll(value.OperandArray, operand => _held.Nodes[operand].Shape);
        return Math.Max(value.Primitive!.OperationCount(x, value.Shape), (double)OperationsPerElement * value.Shape.Size);
    }
}
