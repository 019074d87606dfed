using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Extension;

/// <summary>Operations whose derivative is not that of their value, in both modes.</summary>
public sealed class GradientRuleTests
{
    private static readonly Variable<double> X = new[] { 3.0, -4.0, 0.5 };

    [Fact]
    public void StopGradient_IsAConstantToBothModes()
    {
        Assert.Equal(X.ToArray(), StopGradient(X).ToArray());
        Assert.Equal([0, 0, 0], Differentiate.Gradient(x => Sum(StopGradient(x)), X).ToArray());
        Assert.Equal([0, 0, 0], Differentiate.Jvp(x => StopGradient(x), X, Variable.Ones<double>([3])).Product.ToArray());
        Assert.Equal(X.ToArray(), Differentiate.Gradient(x => Sum(x * StopGradient(x)), X).ToArray());
    }

    [Fact]
    public void ScaleGradient_ScalesInBothModes()
    {
        Assert.Equal(X.ToArray(), ScaleGradient(X, -2).ToArray());
        Assert.Equal([-2, -2, -2], Differentiate.Gradient(x => Sum(ScaleGradient(x, -2)), X).ToArray());
        Assert.Equal([-2, -4, -6], Differentiate.Jvp(x => ScaleGradient(x, -2), X, Variable.Vector(1.0, 2, 3)).Product.ToArray());
    }

    [Fact]
    public void ClipGradient_ClipsElementByElement_InReverseOnly()
    {
        Assert.Equal(X.ToArray(), ClipGradient(X, 1).ToArray());
        Assert.Equal([1, -1, 0.5], Differentiate.Vjp(x => ClipGradient(x, 1), X, X).Product.ToArray());
        Assert.Equal(X.ToArray(), Differentiate.Jvp(x => ClipGradient(x, 1), X, X).Product.ToArray());
    }

    [Theory]
    [InlineData(2.5, new[] { 1.5, -2, 0 })]
    [InlineData(5, new[] { 3.0, -4, 0 })]
    [InlineData(6, new[] { 3.0, -4, 0 })]
    public void ClipGradientNorm_Shortens_InReverseOnly(double bound, double[] expected)
    {
        Variable<double> yBar = new[] { 3.0, -4, 0 };
        Assert.Equal(expected, Differentiate.Vjp(x => ClipGradientNorm(x, bound), X, yBar).Product.ToArray());
        Assert.Equal(yBar.ToArray(), Differentiate.Jvp(x => ClipGradientNorm(x, bound), X, yBar).Product.ToArray());
    }

    [Fact]
    public void ClipGradientNorm_OfHugeAndOfNoCotangents()
    {
        var shortened = Differentiate.Vjp(x => ClipGradientNorm(x, 1), X, Variable.Vector(3e300, -4e300, 0)).Product.ToArray();
        Assert.All(shortened.Zip([0.6, -0.8, 0]), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
        Assert.Equal([0, 0, 0], Differentiate.Vjp(x => ClipGradientNorm(x, 1), X, Variable.Zeros<double>([3])).Product.ToArray());
        Assert.Empty(Differentiate.Vjp(x => ClipGradientNorm(x, 1), Variable.Zeros<double>([0]), Variable.Zeros<double>([0])).Product.ToArray());
    }

    [Fact]
    public void StraightThrough_HasTheValueOfOneAndTheDerivativeOfTheOther()
    {
        static Variable<double> Step(Variable<double> x) => StraightThrough(Greater(x, 0), Tanh<double>(x));
        Assert.Equal([1, 0, 1], Step(X).ToArray());
        var expected = Differentiate.Gradient(x => Sum(Tanh<double>(x)), X).ToArray();
        Assert.Equal(expected, Differentiate.Gradient(x => Sum(Step(x)), X).ToArray());
        Assert.Equal(expected, Differentiate.Jvp(Step, X, Variable.Ones<double>([3])).Product.ToArray());
        Assert.Equal([0, 0, 0], Differentiate.Gradient(hard => Sum(StraightThrough(hard, X)), X).ToArray());
    }

    [Fact]
    public void StraightThrough_OfOtherShapes_Throws() => Assert.Equal(
        "StraightThrough: needs hard and soft of equal shape, since it does not broadcast, got hard [3] and soft [].",
        Assert.Throws<ShapeException>(() => StraightThrough(X, 1)).Message);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(double.NaN, "NaN")]
    public void ClipGradient_ToNothing_Throws(double bound, string printed)
    {
        Assert.Equal($"ClipGradient: needs a bound greater than 0, got {printed}. (Parameter 'bound')",
            Assert.Throws<ArgumentOutOfRangeException>(() => ClipGradient(X, bound)).Message);
        Assert.Equal($"ClipGradientNorm: needs a bound greater than 0, got {printed}. (Parameter 'bound')",
            Assert.Throws<ArgumentOutOfRangeException>(() => ClipGradientNorm(X, bound)).Message);
    }
}
