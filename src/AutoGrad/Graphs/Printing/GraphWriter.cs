using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace AutoGrad.Graphs.Printing;

/// <summary>Writes a program as numbered single assignments, a line each.</summary>
internal static class GraphWriter
{
    /// <summary>Constants of more elements are written as their bytes.</summary>
    public const int MostNumbers = 64;

    public static string Write<T>(Graph<T> graph) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var text = new StringBuilder();
        text.Append("program of ").Append(TypeName<T>()).Append('\n');
        foreach (var node in graph.Nodes)
        {
            text.Append('v').Append(node.Index);
            if (node.Name is { } name && (node.Primitive ?? (object?)node.Constant) is not null)
                GraphReader.Quote(text.Append(' '), name);
            text.Append(' ').Append(node.Shape).Append(" = ");
            if (node.Primitive is { } primitive)
                WriteOperation(text, node, primitive);
            else if (node.Constant is { } constant)
                WriteConstant(text, constant);
            else
                GraphReader.Quote(text.Append(node.State is null ? "input " : "state "), node.Name!);
            text.Append('\n');
        }
        foreach (var update in graph.Updates)
        {
            text.Append("assign ");
            GraphReader.Quote(text, update.State.Name);
            text.Append(" = v").Append(update.Value).Append('\n');
        }
        return text.Append("return ").AppendJoin(", ", graph.Outputs.Select(output => $"v{output}")).Append('\n').ToString();
    }

    public static string TypeName<T>() => typeof(T) == typeof(float) ? "float" : typeof(T) == typeof(double) ? "double" : typeof(T).Name;

    private static void WriteOperation<T>(StringBuilder text, GraphNode<T> node, Primitive<T> primitive) where T : unmanaged, IFloatingPointIeee754<T>
    {
        text.Append(OperationNames.Of(primitive.GetType())).Append('(').AppendJoin(", ", node.Operands.Select(operand => $"v{operand}")).Append(')');
        ArgumentText.WriteFields(text, primitive, primitive.Name);
        if (node.IsFromRule)
            text.Append(" of a rule");
    }

    private static void WriteConstant<T>(StringBuilder text, Variable<T> constant) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = constant.Values;
        if (constant.Shape.Rank == 0)
        {
            text.Append(Print(values[0]));
            return;
        }
        if (values.Length > MostNumbers)
        {
            text.Append("bytes ").Append(Convert.ToBase64String(MemoryMarshal.AsBytes(values)));
            return;
        }
        text.Append('[');
        for (var i = 0; i < values.Length; i++)
            text.Append(i > 0 ? ", " : "").Append(Print(values[i]));
        text.Append(']');
    }

    private static string Print<T>(T value) where T : unmanaged, IFloatingPointIeee754<T> => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}
