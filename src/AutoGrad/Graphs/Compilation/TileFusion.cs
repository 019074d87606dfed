using System.Numerics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Graphs.Compilation;

/// <summary>Decides which operations of a group run as one loop.</summary>
internal static class TileFusion<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>For each operation of a group the tree that it is the last of; null for those that another tree has taken.</summary>
    public static FusedTree<T>?[] TreesOf(Lowering<T> lowering, int[] group, bool[] isInternal)
    {
        var trees = new FusedTree<T>?[group.Length];
        var isWorth = FusedKernel<T>.IsSupported && (long)lowering.Nodes[group[0]].Shape.Size * group.Length >= Fusion.SmallestWork;
        Dictionary<int, int> positions = [];
        var lastWritten = -1;
        for (var p = 0; p < group.Length; p++)
        {
            var node = lowering.Nodes[group[p]];
            var tree = trees[p] = new(lowering, node, p);
            if (isWorth && node.Primitive!.Fused is not null)
            {
                // With what it takes, others may have all of their readers in the tree.
                for (var leaves = tree.Leaves; leaves.Any(leaf => TryTake(tree, leaf)); leaves = tree.Leaves)
                    continue;
                if (isInternal[node.Index])
                    positions.Add(node.Index, p);
            }
            if (!isInternal[node.Index])
                lastWritten = p;
        }
        return trees;

        bool TryTake(FusedTree<T> tree, int leaf)
        {
            // A value that is written between an operation and its reader may lie where what the operation reads did.
            if (!positions.TryGetValue(lowering.Roots[leaf], out var q) || trees[q] is not { } part || part.First <= lastWritten || !tree.TryTake(leaf, part))
                return false;
            trees[q] = null;
            return true;
        }
    }
}
