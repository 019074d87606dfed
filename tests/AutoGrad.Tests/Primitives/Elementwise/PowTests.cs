using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Elementwise;

public class PowTests
{
    // ∂²aᵇ/∂a∂b = aᵇ⁻¹(1 + b ln a).
    [Theory]
    [InlineData(2, 0, 0.5)]
    [InlineData(0.25, 0, 4)]
    [InlineData(2, 3, 4 + (12 * 0.69314718055994531))]
    [InlineData(0, 2, 0)]
    [InlineData(0, 3, 0)]
    public void MixedSecondDerivative_IsRight_AtZeros(double a, double b, double expected)
    {
        Assert.Equal(expected, Gradient(v => Gradient(u => Pow(u, v), (Variable<double>)a), (Variable<double>)b).Scalar, 14);
        Assert.Equal(expected, Gradient(u => Gradient(v => Pow(u, v), (Variable<double>)b), (Variable<double>)a).Scalar, 14);
    }

    // ∂²aᵇ/∂a² = b(b - 1)aᵇ⁻².
    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 2, 2)]
    [InlineData(0, 3, 0)]
    [InlineData(-2, 3, -12)]
    public void SecondDerivative_InTheBase_IsRight_AtZeros(double a, double b, double expected) =>
        Assert.Equal(expected, Gradient(x => Gradient(u => Pow(u, (Variable<double>)b), x), (Variable<double>)a).Scalar);

    // ∂²aᵇ/∂b² = aᵇ ln²a.
    [Theory]
    [InlineData(2, 0, 0.48045301391820142)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 2, 0)]
    public void SecondDerivative_InTheExponent_IsRight_AtZeros(double a, double b, double expected) =>
        Assert.Equal(expected, Gradient(x => Gradient(v => Pow((Variable<double>)a, v), x), (Variable<double>)b).Scalar, 14);

    [Fact]
    public void SignsAndSpecialValues_AreThoseOfIeee754()
    {
        double[] values =
        [
            0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, double.Epsilon, -double.Epsilon, 1e300, -1e300, 9007199254740993, -4503599627370497,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        ];
        foreach (var a in values)
        {
            foreach (var b in values)
            {
                AssertSame(Math.Pow(a, b), Pow((Variable<double>)a, (Variable<double>)b).Scalar, a, b);
                AssertSame((float)Math.Pow((float)a, (float)b), Pow(Variable.Scalar((float)a), Variable.Scalar((float)b)).Scalar, a, b);
            }
        }
    }

    // -0 is not 0 here; what is neither 0 nor infinite may differ in its last digits.
    private static void AssertSame(double expected, double actual, double a, double b) => Assert.True(
        expected.Equals(actual) ? double.IsNaN(actual) || double.IsNegative(expected) == double.IsNegative(actual)
            : expected != 0 && double.IsFinite(expected) && Math.Abs(expected - actual) <= 1e-15 * Math.Abs(expected),
        $"{a} to the power of {b}: expected {expected}, got {actual}");
}
