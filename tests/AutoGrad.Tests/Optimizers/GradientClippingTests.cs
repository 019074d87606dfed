using static AutoGrad.Op;

namespace AutoGrad.Tests.Optimizers;

public sealed class GradientClippingTests
{
    [Fact]
    public void ByValue_BringsEachElementIntoTheRange() =>
        Assert.Equal([-0.5, -0.25, 0.5], Step(GradientClipping.ByValue(0.5), -3, -0.25, 7));

    [Fact]
    public void ByNorm_ScalesAllGradientsToTheMaximum()
    {
        var clipped = Step(GradientClipping.ByNorm(2.5), 3, 0, -4);

        Assert.Equal([1.5, 0, -2], clipped);
    }

    [Fact]
    public void ByNorm_BelowTheMaximum_ChangesNoBit() => Assert.Equal([0.1, 0.2, 0.3], Step(GradientClipping.ByNorm(0.375), 0.1, 0.2, 0.3));

    [Fact]
    public void ByNorm_OfNothing_IsNothing() => Assert.Equal([0.0, 0, 0], Step(GradientClipping.ByNorm(1), 0, 0, 0));

    [Fact]
    public void ByNorm_OfGradientsWhoseSquaresOverflow_IsTheMaximum()
    {
        var clipped = Step(GradientClipping.ByNorm(1), 3e200, 0, 4e200);

        Assert.Equal(0.6, clipped[0], 1e-14);
        Assert.Equal(0.8, clipped[2], 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Bound_OutOfRange_Throws(double bound)
    {
        Assert.Equal($"ByValue: needs a finite limit above 0, got {bound}. (Parameter 'limit')",
            Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(bound)).Message);
        Assert.Equal($"ByNorm: needs a finite maximum above 0, got {bound}. (Parameter 'maximum')",
            Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ByNorm(bound)).Message);
    }

    /// <summary>The gradients after clipping, of which the first two are one parameter's and the third another's.</summary>
    private static double[] Step(GradientClipping clipping, double first, double second, double third)
    {
        var (a, b) = (new Parameter<double>(Variable.Vector(0.0, 0), "a"), new Parameter<double>(0, "b"));
        var unused = new Parameter<double>(0, "unused");
        using var tape = new Tape<double>();
        new Sgd<double>([a, unused, b], 1) { Clipping = clipping }.Minimize(Sum(a.Variable * Variable.Vector(first, second)) + (third * b.Variable));
        return [.. a.Variable.ToArray().Append(b.Variable.Scalar).Select(value => 0 - value)];
    }
}
