using System.Numerics;
using AutoGrad.Graphs.Printing;

namespace AutoGrad.Graphs.Drawing;

/// <summary>What a box of a picture stands for.</summary>
internal enum BoxKind
{
    Input,
    State,
    Constant,
    Operation,
    Derivative,
    Output,
    Update,
}

/// <summary>A box of a picture: what it stands for, and two lines of text.</summary>
internal sealed record Box(BoxKind Kind, string Title, string Detail);

/// <summary>
/// The boxes and arrows of a program. Changes of shape that only make operands fit are not drawn, and numbers stand in the boxes of the
/// operations that use them.
/// </summary>
internal sealed class Diagram
{
    private Diagram() { }

    public List<Box> Boxes { get; } = [];

    /// <summary>From which box to which.</summary>
    public List<(int From, int To)> Arrows { get; } = [];

    public static Diagram Of<T>(Graph<T> graph) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var diagram = new Diagram();
        var nodes = graph.Nodes;
        var shown = new int[nodes.Count];
        var boxes = new int[nodes.Count];
        Array.Fill(boxes, -1);
        int BoxOf(int node)
        {
            var place = shown[node];
            if (boxes[place] < 0)
            {
                boxes[place] = diagram.Boxes.Count;
                diagram.Boxes.Add(BoxFor(nodes, nodes[place], shown));
            }
            return boxes[place];
        }
        foreach (var node in nodes)
        {
            shown[node.Index] = node is { Primitive.IsSilent: true, Name: null } ? shown[node.OperandArray[0]] : node.Index;
            if (node.Primitive is null || shown[node.Index] != node.Index)
                continue;
            var box = BoxOf(node.Index);
            foreach (var operand in node.OperandArray.Select(operand => shown[operand]).Where(operand => NumberOf(nodes[operand]) is null).Distinct())
                diagram.Arrows.Add((BoxOf(operand), box));
        }
        for (var i = 0; i < graph.Outputs.Count; i++)
            diagram.AddEnd(BoxOf(graph.Outputs[i]), new(BoxKind.Output, graph.Outputs.Count == 1 ? "output" : $"output {i}", $"{nodes[graph.Outputs[i]].Shape}"));
        foreach (var update in graph.Updates)
            diagram.AddEnd(BoxOf(update.Value), new(BoxKind.Update, update.State.Name, "new value"));
        return diagram;
    }

    private void AddEnd(int from, Box end)
    {
        Arrows.Add((from, Boxes.Count));
        Boxes.Add(end);
    }

    private static Box BoxFor<T>(IReadOnlyList<GraphNode<T>> nodes, GraphNode<T> node, int[] shown) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (node.Primitive is not { } primitive)
        {
            var kind = node.IsInput ? BoxKind.Input : node.State is null ? BoxKind.Constant : BoxKind.State;
            return new(kind, node.Name ?? NumberOf(node) ?? "constant", $"{node.Shape}");
        }
        // The operands that are boxes have no names here.
        var operands = Array.ConvertAll(node.OperandArray, operand => Formula.Symbol(NumberOf(nodes[shown[operand]]) ?? "x"));
        var formula = node.OperandArray.Any(operand => NumberOf(nodes[shown[operand]]) is not null) ? primitive.Write(operands).ToString() : OperationNames.Of(primitive.GetType());
        var title = formula.Length <= 18 ? formula : OperationNames.Of(primitive.GetType());
        return new(node.IsFromRule ? BoxKind.Derivative : BoxKind.Operation, node.Name is { } name ? $"{name} = {title}" : title, $"{node.Shape}");
    }

    private static string? NumberOf<T>(GraphNode<T> node) where T : unmanaged, IFloatingPointIeee754<T> =>
        node is { Constant: { Shape.Size: 1 } constant, Name: null } ? constant.Values[0].ToString("G4", System.Globalization.CultureInfo.InvariantCulture) : null;
}
