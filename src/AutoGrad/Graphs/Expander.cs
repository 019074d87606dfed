using System.Numerics;

namespace AutoGrad.Graphs;

/// <summary>A tracer that writes operations that are composed of others as these.</summary>
internal sealed class Expander<T> : Tracer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A graph with those operations expanded; the same graph where there are none.</summary>
    public static Graph<T> Expand(Graph<T> graph)
    {
        if (!graph.Nodes.Any(node => node.Primitive is ComposedPrimitive<T>))
            return graph;
        string[] names = [.. graph.Inputs.Select(input => graph.Nodes[input].Name!)];
        using var expander = new Expander<T>();
        var values = graph.Replay([.. graph.Inputs.Select(input => expander.Input(graph.Nodes[input].Shape))]);
        foreach (var update in graph.Updates)
            update.State.Assign(values[update.Value]);
        return GraphBuilder.Build(expander, [.. graph.Outputs.Select(output => values[output])], names);
    }

    internal override Variable<T> Apply(Primitive<T> primitive, Variable<T>[] inputs, Shape shape) =>
        primitive.Expand(inputs) ?? base.Apply(primitive, inputs, shape);
}
