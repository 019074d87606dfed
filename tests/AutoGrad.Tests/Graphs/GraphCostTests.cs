using AutoGrad.Graphs.Compilation;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>What a program costs, counted by hand.</summary>
public class GraphCostTests
{
    private static readonly Graph<float> Layer = Graph.Trace<float>(
        v =>
        {
            var h = MatMul(v[0], v[1]) + v[2];
            return [Sum(Tanh(h))];
        },
        [[8, 5], [5, 6], [6]], "x", "w", "b");

    [Fact]
    public void Cost_CountsOperationsAndBytes()
    {
        var cost = Layer.Cost();
        Assert.Equal((2 * 8 * 6 * 5) + 48 + 48 + 48, cost.Operations);
        Assert.Equal(4 * ((40 + 30 + 48) + (48 + 6 + 48) + 96 + 49), cost.BytesMoved);
        Assert.Equal(0, cost.ResidualBytes);
        Assert.Equal(["MatMul", "Add", "Tanh", "Sum"], cost.Nodes.Select(node => node.Name));
    }

    [Fact]
    public void Cost_OfALoop_IsThatOfItsSteps()
    {
        var loop = Graph.Trace<float>((xs, w) => Scan((c, x) => Tanh(MatMul(c, w) + x) is var y ? (y, y) : default, Variable.Zeros<float>([3]), xs).Carry, [7, 3], [3, 3]);
        Assert.Equal(7 * ((2 * 9) + 3 + 3), loop.Cost().Nodes.Single(node => node.Name == "Scan").Operations);
    }

    [Fact]
    public void Cost_TellsWhatIsKeptForDerivatives()
    {
        // The derivative of tanh is made of its result; those of the product of its operands, which are inputs.
        var cost = Layer.Gradient("w", "b").Cost();
        Assert.Equal(4 * 48, cost.ResidualBytes);
        Assert.Equal("Tanh", cost.Nodes.Single(node => node.ResidualBytes > 0).Name);
    }

    [Fact]
    public void Cost_GivesDerivativesToTheLineThatTheyAreOf()
    {
        var cost = Layer.Gradient("w", "b").Cost();
        Assert.Equal(2, cost.Lines.Count(line => line.Source is { } source && source.File.EndsWith("GraphCostTests.cs", StringComparison.Ordinal)));
        var product = cost.Lines[0];
        Assert.True(product.Operations >= 4 * 8 * 6 * 5);
        Assert.Contains("GraphCostTests.cs:", cost.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"{cost.Nodes.Count} operations, ", cost.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cost_KnowsTheMemoryOfACompiledRun()
    {
        var graph = Graph.Trace((Variable<float> x) =>
        {
            for (var i = 0; i < 10; i++)
                x = Softmax(x, 1);
            return Sum(x);
        }, [100, 100]);
        // Two values of 40,000 bytes are alive at a time; the sum lies where one of them was.
        Assert.Equal(80_000, graph.Cost().PeakBytes);
        Assert.Equal(graph.Cost().PeakBytes, ProgramBuilder<float>.Build(graph.Simplify()).PlannedBytes);
    }
}
