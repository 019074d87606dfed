using System.Runtime.CompilerServices;
using AutoGrad.Graphs.Compilation;

namespace AutoGrad;

public sealed partial class Graph<T>
{
    /// <summary>The number of floating-point operations of one run.</summary>
    internal double OperationCount() => _nodes.Sum(
        node => node.Primitive?.OperationCount(Array.ConvertAll(node.OperandArray, operand => _nodes[operand].Shape), node.Shape) ?? 0);

    /// <summary>What the program costs, by operation and by source line, before anything runs.</summary>
    public GraphCost Cost()
    {
        var isResidual = new bool[_nodes.Length];
        foreach (var node in _nodes)
        {
            if (!node.IsFromRule)
                continue;
            foreach (var operand in node.OperandArray)
                isResidual[operand] |= !_nodes[operand].IsFromRule && _nodes[operand].Primitive is { SharesStorage: false };
        }
        List<OperationCost> costs = [];
        foreach (var node in _nodes)
        {
            if (node.Primitive is not { } primitive)
                continue;
            var x = Array.ConvertAll(node.OperandArray, operand => _nodes[operand].Shape);
            var elements = primitive.SharesStorage ? 0 : node.Shape.Size + x.Sum(shape => (double)shape.Size);
            costs.Add(new(node.Index, primitive.Name, node.Source, primitive.OperationCount(x, node.Shape), elements * Unsafe.SizeOf<T>(),
                isResidual[node.Index] ? (double)node.Shape.Size * Unsafe.SizeOf<T>() : 0));
        }
        return new(costs, ProgramBuilder<T>.Build(Simplify()).PlannedBytes);
    }
}
