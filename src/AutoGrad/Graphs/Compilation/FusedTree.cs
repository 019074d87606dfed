using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Graphs.Compilation;

/// <summary>Operations of a group that run as one loop: the last of them, and those whose readers all lie in the tree.</summary>
internal sealed class FusedTree<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // More would not stay in registers, and would make the loop slow to compile.
    private const int MostOperations = 24;

    private readonly Lowering<T> _lowering;
    private readonly GraphNode<T> _node;
    private readonly Dictionary<int, GraphNode<T>> _parts = [];

    /// <summary>A tree of one operation.</summary>
    public FusedTree(Lowering<T> lowering, GraphNode<T> node, int position)
    {
        (_lowering, _node, First) = (lowering, node, position);
        Leaves = [.. node.OperandArray.Distinct()];
    }

    /// <summary>The values that the tree reads, as the operations name them.</summary>
    public int[] Leaves { get; private set; }

    /// <summary>The number of operations.</summary>
    public int Operations => 1 + _parts.Count;

    /// <summary>The place in the group of the earliest operation.</summary>
    public int First { get; private set; }

    /// <summary>Takes in the tree that computes a leaf, where nobody else reads the leaf and the result is small enough.</summary>
    public bool TryTake(int leaf, FusedTree<T> part)
    {
        var root = _lowering.Roots[leaf];
        foreach (var user in _lowering.UsersOf(root))
        {
            if (user != _node.Index && !_parts.ContainsKey(user))
                return false;
        }
        int[] leaves = [.. Leaves.Where(other => _lowering.Roots[other] != root).Union(part.Leaves)];
        if (leaves.Length > FusedOperands<T>.Most || Operations + part.Operations > MostOperations)
            return false;
        _parts.Add(root, part._node);
        foreach (var (inner, node) in part._parts)
            _parts.Add(inner, node);
        (Leaves, First) = (leaves, Math.Min(First, part.First));
        return true;
    }

    /// <summary>Whether operands of one element need not be written out: several operations take any, a single one only next to a long operand.</summary>
    public bool TakesElements(int size, GraphNode<T>[] nodes) => Operations > 1
        || (_node.Primitive!.TakesElement && Array.Exists(_node.OperandArray, operand => nodes[operand].Shape.Size == size));

    /// <summary>The kernel of the tree.</summary>
    /// <param name="isElement">Whether a leaf is one element that the others are combined with.</param>
    public FusedKernel<T> ToKernel(Func<int, bool> isElement)
    {
        List<FusedOperation> operations = [];
        Dictionary<int, int> places = [];
        Write(_node);
        return FusedKernel<T>.Of([.. operations], Array.ConvertAll(Leaves, leaf => isElement(leaf)));

        int Write(GraphNode<T> node)
        {
            if (places.TryGetValue(node.Index, out var place))
                return place;
            var x = Array.ConvertAll(node.OperandArray, operand => _parts.TryGetValue(_lowering.Roots[operand], out var part) ? Write(part) : Array.IndexOf(Leaves, operand));
            places.Add(node.Index, place = ~operations.Count);
            operations.Add(new(node.Primitive!.Fused!, x));
            return place;
        }
    }
}
