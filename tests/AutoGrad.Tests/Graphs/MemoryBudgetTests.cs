using static AutoGrad.Op;

namespace AutoGrad.Tests.Graphs;

/// <summary>Programs within a memory budget: the same bits, fewer bytes, and a clear word where it cannot be.</summary>
public class MemoryBudgetTests
{
    private const int Layers = 36;
    private const int Width = 24;
    private const int Batch = 64;

    [Theory]
    [InlineData(0.75)]
    [InlineData(0.5)]
    [InlineData(0.45)]
    public void Compile_WithinABudget_TrainsToTheSameBits(double share)
    {
        var (_, full) = Train(null);
        var budget = (long)(full.PlannedBytes * share);
        var (expected, _) = Train(null);
        var (actual, within) = Train(budget);
        Assert.Equal(expected, actual);
        Assert.InRange(within.PlannedBytes, 1, budget);
    }

    [Fact]
    public void Compile_OfAGraph_WithinABudget_GivesTheSameGradient()
    {
        var graph = Graph.Trace((Variable<double> x) => Sum(Deep(x)), [1000]).Gradient();
        var x = Variable.Create(Enumerable.Range(0, 1000).Select(i => i / 500.0).ToArray(), [1000]);
        var full = graph.Compile();
        var within = graph.Compile(full.PlannedBytes * 2 / 5);
        Assert.Equal(full.Invoke(x).ToArray(), within.Invoke(x).ToArray());
        Assert.InRange(within.PlannedBytes, 1, full.PlannedBytes * 2 / 5);
    }

    [Fact]
    public void Compile_WithinABudget_HoldsValuesInPlaceOfTheirDerivatives()
    {
        // Without a budget, the cosine is all that is held of a layer: no layer could be computed again from that.
        var graph = Graph.Trace(
            (Variable<double> x) =>
            {
                for (var i = 0; i < 30; i++)
                    x = Sin(CumulativeSum(x, 0) / 100);
                return Sum(x);
            }, [1000]).Gradient();
        var x = Variable.Ones<double>([1000]);
        var (full, within) = (graph.Compile(), graph.Compile(130_000));
        Assert.Equal(full.Invoke(x).ToArray(), within.Invoke(x).ToArray());
        Assert.InRange(full.PlannedBytes, 240_000, 260_000);
        Assert.InRange(within.PlannedBytes, 1, 130_000);
    }

    [Fact]
    public void Compile_NeverDrawsTwice()
    {
        static double[] Gradients(long? budget)
        {
            var random = new RandomStream(3);
            var f = Graph.Compile((Variable<double> x) => Differentiate.Gradient(
                v =>
                {
                    for (var i = 0; i < 12; i++)
                        v = Sin(v * Uniform<double>([500], random, 0, 2));
                    return Sum(v);
                }, x), budget);
            var input = Variable.Ones<double>([500]);
            return [.. f.Invoke(input).ToArray(), .. f.Invoke(input).ToArray()];
        }
        Assert.Equal(Gradients(null), Gradients(14 * 500 * 8));
    }

    [Fact]
    public void Compile_WithABudgetThatFits_RecomputesNothing()
    {
        var graph = Graph.Trace((Variable<double> x) => Sum(Deep(x)), [100]).Gradient();
        var full = graph.Compile();
        Assert.Equal(full.PlannedBytes, graph.Compile(full.PlannedBytes).PlannedBytes);
    }

    [Fact]
    public void Compile_WithinABudgetThatIsTooSmall_SaysWhatItTakes()
    {
        var graph = Graph.Trace((Variable<double> x) => Sum(Deep(x)), [1000]).Gradient();
        var failure = Assert.Throws<MemoryBudgetException>(() => graph.Compile(100));
        Assert.Matches(
            "^Compile: needs a memory budget in which the program fits when values are computed again, got a budget of 100 bytes. " +
            "It takes [0-9]+ bytes without recomputation, and [0-9]+ bytes with as much as was of use.$", failure.Message);
    }

    [Fact]
    public void Compile_OfANegativeBudget_Throws()
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => Graph.Compile((Variable<double> x) => x, -1));
        Assert.StartsWith("Compile: needs a memoryBudget of at least 0 bytes, got -1.", failure.Message, StringComparison.Ordinal);
    }

    // Elementwise, with cumulative sums between so that no tile holds it all.
    private static Variable<double> Deep(Variable<double> x)
    {
        for (var i = 0; i < 30; i++)
            x = Tanh(CumulativeSum(Sin(x), 0) * 0.1);
        return x;
    }

    private static (float[] Losses, CompiledFunction<float> Step) Train(long? budget)
    {
        var random = new RandomStream(1);
        var layers = new List<Module<float>>();
        for (var i = 0; i < Layers; i++)
        {
            layers.Add(new Linear<float>(Width, Width, random));
            layers.Add(new Tanh<float>());
        }
        var model = new Sequential<float>([.. layers]);
        var optimizer = new Adam<float>(model.Parameters);
        var step = Graph.Compile((Variable<float> x, Variable<float> y) =>
        {
            var loss = Loss.MeanSquaredError(model.Forward(x), y);
            optimizer.Minimize(loss);
            return loss;
        }, budget);
        var numbers = new float[Batch * Width];
        random.FillNormal<float>(numbers, 0, 1);
        var x = Variable.Create(numbers, [Batch, Width]);
        return ([.. Enumerable.Range(0, 5).Select(_ => step.Invoke(x, x).Scalar), .. model.Parameters.SelectMany(parameter => parameter.Variable.ToArray())], step);
    }
}
