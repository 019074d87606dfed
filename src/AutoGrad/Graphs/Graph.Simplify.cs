using AutoGrad.Graphs;
using AutoGrad.Graphs.Rewriting;

namespace AutoGrad;

public sealed partial class Graph<T>
{
    /// <summary>
    /// The same program in fewer operations: constants computed, common subexpressions shared, rules of algebra applied, and what nothing needs
    /// left out. Operations with effects, such as random draws, stay, in their order.
    /// </summary>
    /// <param name="kinds">What may change; by default nothing: the results are the same bits.</param>
    public Graph<T> Simplify(RewriteKinds kinds = RewriteKinds.Exact) => Rewrite(kinds, int.MaxValue, out _);

    /// <summary>What <see cref="Simplify"/> does, step by step.</summary>
    /// <param name="kinds">What may change; by default nothing.</param>
    public RewriteExplanation Explain(RewriteKinds kinds = RewriteKinds.Exact)
    {
        var simple = Rewrite(kinds, int.MaxValue, out var steps, explains: true);
        return new(steps, Count, simple.Count);
    }

    /// <summary>The program after a number of rewrites.</summary>
    internal Graph<T> Rewrite(RewriteKinds kinds, int maximumSteps, out IReadOnlyList<RewriteStep> fired, bool explains = false)
    {
        string[] names = [.. _inputs.Select(input => _nodes[input].Name!)];
        using var rewriter = new Rewriter<T>(RewriteRules<T>.OfKinds(kinds), maximumSteps) { Explains = explains, InputNames = names };
        var inputs = Array.ConvertAll(_inputs, input => rewriter.Input(_nodes[input].Shape));
        var values = Replay(inputs);
        foreach (var update in _updates)
            update.State.Assign(values[update.Value]);
        fired = rewriter.Fired;
        return GraphBuilder.Build(rewriter, Array.ConvertAll(_outputs, output => values[output]), names);
    }
}
