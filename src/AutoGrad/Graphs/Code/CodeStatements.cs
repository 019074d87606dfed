using System.Numerics;
using System.Text;
using AutoGrad.Graphs.Printing;

namespace AutoGrad.Graphs.Code;

/// <summary>The nodes of a program as statements of a method.</summary>
internal static class CodeStatements
{
    /// <summary>Appends the constants and operations of a program, whose other nodes are named already.</summary>
    /// <exception cref="NotSupportedException">There is an operation that cannot be written.</exception>
    public static void Append<T>(StringBuilder text, Graph<T> graph, string[] names, CodeFile file) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var node in graph.Nodes)
        {
            if (node.Primitive is { } primitive)
                AppendOperation(text, graph, node, primitive, names, file);
            else if (node.Constant is { } constant)
                text.Append($"    ReadOnlySpan<T> {names[node.Index]} = [{Numbers(constant)}]; // {node.Shape}\n");
        }
    }

    private static void AppendOperation<T>(StringBuilder text, Graph<T> graph, GraphNode<T> node, Primitive<T> primitive, string[] names, CodeFile file)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Array.ConvertAll(node.OperandArray, operand => names[operand]);
        var remark = node.Name is null ? $"// {node.Shape}" : $"// {node.Name} {node.Shape}";
        if (primitive.SharesStorage)
        {
            text.Append($"    ReadOnlySpan<T> {names[node.Index]} = {x[0]}; {remark}\n");
            return;
        }
        var code = new CodeOperation(x, Array.ConvertAll(node.OperandArray, operand => graph.Nodes[operand].Shape), names[node.Index], node.Shape, file);
        if (primitive.WriteCode(code) is not { } statement)
        {
            throw new NotSupportedException(
                $"ToCSharp: needs operations that can be written in C# (all of this library but Custom), got {OperationNames.Of(primitive.GetType())} {node.Shape}.");
        }
        text.Append($"    var {names[node.Index]} = new T[{node.Shape.Size}]; {remark}\n    {statement}\n");
    }

    private static string Numbers<T>(Variable<T> constant) where T : unmanaged, IFloatingPointIeee754<T> =>
        string.Join(", ", constant.ToArray().Select(value => CodeOperation.Number(double.CreateTruncating(value))));
}
