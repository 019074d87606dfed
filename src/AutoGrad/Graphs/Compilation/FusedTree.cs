using System.Numerics;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Graphs.Compilation;

/// <summary>Operations of a group that run as one loop: the last of them, and those whose only reader lies in the tree.</summary>
internal sealed class FusedTree<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // More would not stay in registers, and would make the loop slow to compile.
    private const int MostOperations = 12;

    private static readonly Type[] Numbers = [typeof(Zero), typeof(One), typeof(Two), typeof(Three), typeof(Four), typeof(Five), typeof(Six), typeof(Seven)];

    private readonly GraphNode<T> _node;
    private readonly FusedTree<T>?[] _parts;

    /// <summary>A tree of one operation.</summary>
    public FusedTree(GraphNode<T> node, int position)
    {
        (_node, First) = (node, position);
        _parts = new FusedTree<T>?[node.OperandArray.Length];
        Operations = 1;
        Leaves = [.. node.OperandArray.Distinct()];
    }

    /// <summary>The values that the tree reads, as the operations name them.</summary>
    public IReadOnlyList<int> Leaves { get; private set; }

    public int Operations { get; private set; }

    /// <summary>The place in the group of the earliest operation.</summary>
    public int First { get; private set; }

    /// <summary>Takes in the tree that computes an operand, where the result is small enough.</summary>
    public bool TryTake(int operand, FusedTree<T> part)
    {
        int[] leaves = [.. Leaves.Where(leaf => leaf != operand).Union(part.Leaves)];
        if (leaves.Length > FusedOperands<T>.Most || Operations + part.Operations > MostOperations)
            return false;
        _parts[Array.IndexOf(_node.OperandArray, operand)] = part;
        (Leaves, Operations, First) = (leaves, Operations + part.Operations, Math.Min(First, part.First));
        return true;
    }

    /// <summary>Whether operands of one element need not be written out: several operations take any, a single one only next to a long operand.</summary>
    public bool TakesElements(int size, GraphNode<T>[] nodes) => Operations > 1
        || (_node.Primitive!.TakesElement && Array.Exists(_node.OperandArray, operand => nodes[operand].Shape.Size == size));

    /// <summary>The kernel of the tree.</summary>
    /// <param name="isElement">Whether a leaf is one element that the others are combined with.</param>
    public FusedKernel<T> ToKernel(Func<int, bool> isElement) => FusedKernel<T>.Of(ToExpression(Leaves, isElement));

    private Type ToExpression(IReadOnlyList<int> leaves, Func<int, bool> isElement)
    {
        List<Type> parts = [_node.Primitive!.Fused!];
        for (var k = 0; k < _parts.Length; k++)
        {
            parts.Add(_parts[k]?.ToExpression(leaves, isElement)
                ?? (isElement(_node.OperandArray[k]) ? typeof(Element<>) : typeof(Run<>)).MakeGenericType(Numbers[PlaceOf(leaves, _node.OperandArray[k])]));
        }
        var expression = parts.Count switch
        {
            2 => typeof(Fused<,>),
            3 => typeof(Fused<,,>),
            _ => typeof(Fused<,,,>),
        };
        return expression.MakeGenericType([.. parts]);
    }

    private static int PlaceOf(IReadOnlyList<int> leaves, int leaf)
    {
        var place = 0;
        while (leaves[place] != leaf)
            place++;
        return place;
    }
}
