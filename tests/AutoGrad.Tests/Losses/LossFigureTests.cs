using AutoGrad.Testing;

namespace AutoGrad.Tests.Losses;

public sealed class LossFigureTests
{
    public static TheoryData<string> Names => [.. LossFigures.All.Select(figures => figures.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryReductionAndTheGradient_AreThoseOfPyTorch(string name)
    {
        var figures = LossFigures.All.Single(candidate => candidate.Name == name);
        var x = Variable.Vector<double>(figures.X);
        AssertClose(figures.MeanAndSum, [figures.Function(x, Reduction.Mean).Scalar, figures.Function(x, Reduction.Sum).Scalar]);
        AssertClose(figures.Each, figures.Function(x, Reduction.None).ToArray());
        AssertClose(figures.Gradient, Differentiate.Gradient(v => figures.Function(v, Reduction.Mean), x).ToArray());
    }

    // The points of the table lie on kinks too, so the differences are taken beside them.
    [Theory]
    [MemberData(nameof(Names))]
    public void BothModes_ToSecondOrder_MatchFiniteDifferences(string name)
    {
        var figures = LossFigures.All.Single(candidate => candidate.Name == name);
        var beside = figures.X.Select((value, i) => name.EndsWith("OfProbabilities", StringComparison.Ordinal) ? 0.125 + (0.75 * value) : value + (0.01 * (i + 1)));
        GradientCheck.Verify(v => figures.Function(v, Reduction.None), Variable.Vector<double>([.. beside]), new() { Name = name });
    }

    [Fact]
    public void AReductionThatIsNone_Throws() => Assert.Equal(
        "Loss: needs a reduction that exists, got 7. (Parameter 'reduction')",
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.MeanSquaredError<double>(1, 2, (Reduction)7)).Message);

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 4e-15 * Math.Max(1, Math.Abs(pair.First))));
    }
}
