using AutoGrad.Graphs.Compilation;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs.Compilation;

public class TileFusionTests
{
    [Fact]
    public void TreesOf_AChain_IsOneTree() => Assert.Equal([4], OperationsOf(x => [Square(-x + 1) / 2]));

    [Fact]
    public void TreesOf_AValueWhoseReadersAreAllInATree_TakesItOnce()
    {
        Assert.Equal([3], OperationsOf(x =>
        {
            var y = x + 1;
            return [y * (y - x)];
        }));
        // What only the last operation brings together: y is read by both of its operands, and z by two operations of one of them.
        Assert.Equal([7], OperationsOf(x =>
        {
            var y = x * x;
            var z = y + 1;
            return [Sqrt(y) - (z * (-z / y))];
        }));
    }

    [Fact]
    public void TreesOf_AValueThatSomebodyElseReads_LeavesIt()
    {
        // The tangent is no operation of a loop.
        Assert.Equal([1, 1, 1], OperationsOf(x =>
        {
            var y = x + 1;
            return [y * Tanh(y)];
        }));
        // The first output is kept.
        Assert.Equal([1, 2], OperationsOf(x =>
        {
            var y = x + 1;
            return [y, Square(y) * y];
        }));
    }

    [Fact]
    public void TreesOf_ALongChain_IsSeveralTrees()
    {
        var operations = OperationsOf(x =>
        {
            for (var i = 0; i < 100; i++)
                x = i % 2 == 0 ? -x : Abs(x);
            return [x];
        });

        Assert.Equal(100, operations.Sum());
        Assert.Equal([24, 24, 24, 24, 4], operations);
    }

    private static int[] OperationsOf(Func<Variable<float>, Variable<float>[]> function)
    {
        var lowering = new Lowering<float>(Graph.Trace<float>(x => function(x[0]), new Shape[] { [1000] }));
        int[] group = [.. Enumerable.Range(0, lowering.Nodes.Length).Where(lowering.IsComputed)];
        var isInternal = Array.ConvertAll(lowering.IsKept, kept => !kept);
        return [.. TileFusion<float>.TreesOf(lowering, group, isInternal).OfType<FusedTree<float>>().Select(tree => tree.Operations)];
    }
}
