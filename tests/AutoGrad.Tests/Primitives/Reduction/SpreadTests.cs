using static AutoGrad.Differentiate;
using static AutoGrad.Op;
using static AutoGrad.Tests.Primitives.Reduction.CornerCases;

namespace AutoGrad.Tests.Primitives.Reduction;

public class SpreadTests
{
    [Fact]
    public void Variance_IsThatOfASample_UnlessToldOtherwise()
    {
        Check(x => Variance(x), [3, 1, 3, 3, 2], [0.8], [0.3, -0.7, 0.3, 0.3, -0.2]);
        Check(x => Variance(x, correction: 0), [1, 3], [1], [-1, 1]);
        Check(x => Variance(x), [1e8, 1e8 + 1, 1e8 + 2], [1], [-1, 0, 1]);
    }

    [Fact]
    public void Variance_OfTooFewElements_IsNaN()
    {
        Check(x => Variance(x), [3], [NaN], [NaN]);
        Check(x => Variance(x, correction: 0), [3], [0], [0]);
        Check(x => Variance(x), [], [NaN], []);
        Check(x => StandardDeviation(x), [], [NaN], []);
        Check(x => Variance(x, correction: 3), [1, 2], [Inf], [-Inf, Inf]);
        Check(x => Variance(x), [1, Inf], [NaN], [-Inf, NaN]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Variance_OfEqualElements_IsZero_AndHasADerivativeOfZero(int inner)
    {
        var x = Variable.Full<double>([3000, inner], 0.1);
        Assert.All(Variance(x, 0).ToArray(), variance => Assert.Equal(0, variance));
        Assert.All(StandardDeviation(x, 0).ToArray(), deviation => Assert.Equal(0, deviation));
        Assert.All(Gradient(x => Sum(StandardDeviation(x, 0)), x).ToArray(), element => Assert.Equal(0, element));
        Assert.All(Gradient(x => Sum(Gradient(x => Sum(StandardDeviation(x, 0)), x)), x).ToArray(), element => Assert.Equal(0, element));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Variance_OfManyElementsAboutALargeMean_IsAccurate(int inner)
    {
        // 0, 1, .. 9 over and over have the variance 99/12.
        var values = Enumerable.Range(0, 50_000 * inner).Select(i => 1e5f + (i / inner % 10)).ToArray();
        var variance = Variance(Variable.Create<float>(values, [50_000, inner]), 0, correction: 0).ToArray();
        Assert.All(variance, v => Assert.Equal(8.25, v, 8.25 * 1e-6));
    }

    [Fact]
    public void Norm_HasTheDerivativeOfItsOrder()
    {
        Check(x => Norm(x), [3, -4], [5], [0.6, -0.8]);
        Check(x => Norm(x, 1), [0, -3], [3], [0, -1]);
        Check(x => Norm(x, 0.5), [3, -4], [13.928203230275509], [2.154700538379252, -1.8660254037844386]);
        Check(x => Norm(x, 1.5), [3, -4], [5.584250376480029], [0.7329564758289748, -0.8463452372482761]);
        Check(x => Norm(x, 3), [3, -4], [4.497941445275415], [0.4448513517305356, -0.7908468475209521]);
        Check(x => Norm(x, -1), [3, -6], [2], [4 / 9.0, -1 / 9.0]);
        Check(x => Norm(x, Inf), [3, -3, 1], [3], [0.5, -0.5, 0]);
        Check(x => Norm(x, -Inf), [-3, 4], [3], [-1, 0]);
        Assert.Equal(2, Norm(Variable.Vector<double>(3, 0, NaN), 0).Scalar);
    }

    [Fact]
    public void Norm_OfTheZeroVector_HasTheSubgradientZero()
    {
        foreach (var order in new[] { 0.5, 1, 1.5, 2, 3, Inf, -Inf, -1 })
        {
            Check(x => Norm(x, order), [0, 0], [0], [0, 0]);
            Equal([0, 0], Gradient(x => Sum(Gradient(x => Norm(x, order), x)), Variable.Vector<double>(0, 0)).ToArray());
        }
        Check(x => Norm(x, 0.5), [0, 3], [3], [0, 1]);
        Check(x => Norm(x, -1), [0, 3], [0], [0, 0]);
        Check(x => Norm(x, -Inf), [0, 3], [0], [0, 0]);
    }

    [Fact]
    public void Norm_NeitherOverflowsNorUnderflows()
    {
        Check(x => Norm(x), [1e200, 1e200], [1.414213562373095e200], [0.7071067811865476, 0.7071067811865476]);
        Check(x => Norm(x, 3), [1e-200, 0], [1e-200], [1, 0]);
        Assert.Equal(5e-30f, Norm(Variable.Create<float>([3e-30f, 0, 4e-30f, 0], [2, 2]), 2, 0).ToArray()[0], 1e-36f);
        Assert.Equal(1.4142135e20f, Norm(Variable.Vector(1e20f, 1e20f)).Scalar, 1e14f);
        Assert.Equal(Inf, Norm(Variable.Vector<double>(1, -Inf)).Scalar);
        Assert.Equal(NaN, Norm(Variable.Vector(Inf, NaN)).Scalar);
        Assert.Equal(NaN, Norm(Variable.Vector(Inf, NaN), 3).Scalar);
        Assert.Equal(0, Norm<double>(Array.Empty<double>(), 3).Scalar);
    }
}
