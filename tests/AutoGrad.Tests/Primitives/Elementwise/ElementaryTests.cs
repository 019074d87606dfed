using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Elementwise;

/// <summary>Zeros, infinities, NaN, kinks and derivatives far out, which the laws do not visit.</summary>
public class ElementaryTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly double[] Values = [0, -0.0, 1, -1, 0.5, -3, Infinity, -Infinity, double.NaN];

    public static TheoryData<string> Unary => ["Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Cbrt", "Exp2", "Log2", "Log10"];

    [Theory]
    [MemberData(nameof(Unary))]
    public void SpecialValues_AreThoseOfMath(string name)
    {
        (Func<Variable<double>, Variable<double>> f, Func<double, double> reference) = name switch
        {
            "Tan" => (Tan, Math.Tan),
            "Asin" => (Asin, Math.Asin),
            "Acos" => (Acos, Math.Acos),
            "Atan" => (Atan, Math.Atan),
            "Sinh" => (Sinh, Math.Sinh),
            "Cosh" => (Cosh, Math.Cosh),
            "Tanh" => (Tanh, Math.Tanh),
            "Asinh" => (Asinh, Math.Asinh),
            "Acosh" => (Acosh, Math.Acosh),
            "Atanh" => (Atanh, Math.Atanh),
            "Cbrt" => (Cbrt, Math.Cbrt),
            "Exp2" => (Exp2, double.Exp2),
            "Log2" => (Log2, Math.Log2),
            _ => ((Func<Variable<double>, Variable<double>>)Log10, (Func<double, double>)Math.Log10),
        };
        var y = f(Values).ToArray();
        for (var i = 0; i < y.Length; i++)
            AssertSame(reference(Values[i]), y[i], $"{name}({Values[i]})");
    }

    [Fact]
    public void Atan2AndHypot_OfSpecialValues_AreThoseOfMath()
    {
        foreach (var a in Values)
        {
            foreach (var b in Values)
            {
                AssertSame(Math.Atan2(a, b), Atan2((Variable<double>)a, (Variable<double>)b).Scalar, $"atan2({a}, {b})");
                AssertSame(double.Hypot(a, b), Hypot((Variable<double>)a, (Variable<double>)b).Scalar, $"hypot({a}, {b})");
            }
        }
    }

    [Theory]
    [InlineData(1, 3, 0.25, 1.5)]
    [InlineData(0.1, 0.7, 1, 0.7)]
    [InlineData(0.1, 0.7, 0, 0.1)]
    public void Lerp_IsExact_AtTheEnds(double a, double b, double weight, double expected) =>
        Assert.Equal(expected, Lerp((Variable<double>)a, (Variable<double>)b, (Variable<double>)weight).Scalar);

    // x = min: x; x > max: max; x < min: min; max < min: max; min = max = x: x.
    [Fact]
    public void Clamp_BetweenVariables_GivesTheDerivativeToOneOperand()
    {
        double[] x = [0, 5, -5, 0.5, 2, double.NaN], min = [0, 0, 0, 1, 2, 0], max = [1, 1, 1, 0, 2, 1];
        Assert.Equal([0, 1, 0, 0, 2, double.NaN], Clamp((Variable<double>)x, min, max).ToArray());
        Assert.Equal([1, 0, 0, 0, 1, 0], Gradient(v => Sum(Clamp(v, min, max)), (Variable<double>)x).ToArray());
        Assert.Equal([0, 0, 1, 0, 0, 0], Gradient(v => Sum(Clamp((Variable<double>)x, v, max)), (Variable<double>)min).ToArray());
        Assert.Equal([0, 1, 0, 1, 0, 0], Gradient(v => Sum(Clamp((Variable<double>)x, min, v)), (Variable<double>)max).ToArray());
    }

    [Fact]
    public void Clamp_BetweenNumbers_HasDerivative1_AtTheBounds() =>
        Assert.Equal([0, 1, 1, 1, 0, 0], Gradient(v => Sum(Clamp(v, -1, 1)), (Variable<double>)new[] { -2.0, -1, 0.5, 1, 2, double.NaN }).ToArray());

    [Fact]
    public void NanToNum_TakesTheLargestNumbers_ByDefault()
    {
        float[] x = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 2];
        Assert.Equal([0, float.MaxValue, -float.MaxValue, 2], NanToNum((Variable<float>)x).ToArray());
        Assert.Equal([0, 0, 0, 1], Gradient(v => Sum(NanToNum(v)), (Variable<float>)x).ToArray());
    }

    [Fact]
    public void Remainder_HasTheSignOfTheDivisor_AndItsDerivativeTheExactQuotient()
    {
        double[] a = [5, -5, 5, -5, 1, -1, 1], b = [3, 3, -3, -3, 0.1, Infinity, 0];
        Assert.Equal([2, 1, -1, -2, 1 - (9 * 0.1) - 5.5511151231257827e-17, Infinity, double.NaN], Remainder((Variable<double>)a, b).ToArray(), (x, y) => x.Equals(y) || Math.Abs(x - y) < 1e-16);
        Assert.Equal([-1, 2, 2, -1, -9, 1, -Infinity], Gradient(v => Sum(Remainder((Variable<double>)a, v)), (Variable<double>)b).ToArray());
    }

    [Theory]
    [InlineData(1e-8, 1e-8)]
    [InlineData(0.999999, 353553302.1895767)]
    [InlineData(1, Infinity)]
    public void SecondDerivative_OfAsin_KeepsItsDigits(double x, double expected)
    {
        var second = Gradient(v => Gradient(Asin, v), (Variable<double>)x).Scalar;
        Expect.True(second.Equals(expected) || Math.Abs(second - expected) <= 1e-14 * expected, $"{second}");
    }

    [Fact]
    public void Derivatives_DoNotOverflow_FarOut()
    {
        Assert.Equal(1e-200, Gradient(Asinh, (Variable<double>)1e200).Scalar, 1e-214);
        Assert.Equal(1e-200, Gradient(Acosh, (Variable<double>)1e200).Scalar, 1e-214);
        Assert.Equal(5e-201, Gradient(y => Atan2(y, 1e200), (Variable<double>)1e200).Scalar, 1e-214);
    }

    private static void AssertSame(double expected, double actual, string what) => Assert.True(
        expected == 0 ? actual == 0 && double.IsNegative(expected) == double.IsNegative(actual)
            : expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-15 * Math.Abs(expected),
        $"{what}: expected {expected}, got {actual}");
}
