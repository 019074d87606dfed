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

    /// <summary>The program after a number of rewrites.</summary>
    internal Graph<T> Rewrite(RewriteKinds kinds, int maximumSteps, out IReadOnlyList<string> fired)
    {
        using var rewriter = new Rewriter<T>(RewriteRules<T>.OfKinds(kinds), maximumSteps);
        var inputs = Array.ConvertAll(_inputs, input => rewriter.Input(_nodes[input].Shape));
        var values = Replay(inputs);
        foreach (var update in _updates)
            update.State.Assign(values[update.Value]);
        fired = rewriter.Fired;
        return GraphBuilder.Build(rewriter, Array.ConvertAll(_outputs, output => values[output]), [.. _inputs.Select(input => _nodes[input].Name!)]);
    }
}
