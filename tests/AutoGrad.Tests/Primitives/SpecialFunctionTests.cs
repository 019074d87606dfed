using System.Globalization;
using System.Numerics;
using static AutoGrad.Differentiate;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

/// <summary>What the laws do not cover: poles, infinities, signs of zero, known figures and how the operations are written.</summary>
public class SpecialFunctionTests
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void ErrorFunctions_OfInfinitiesAndZeros_AreTheirLimits()
    {
        Same([0, -0.0, 1, -1, 1, -1, NaN], Erf<double>(V(0, -0.0, Infinity, -Infinity, 1e300, -1e300, NaN)));
        Same([1, 1, 0, 2, 0, 2, NaN], Erfc<double>(V(0, -0.0, Infinity, -Infinity, 1e300, -1e300, NaN)));
        Same([0, -0.0, Infinity, -Infinity, NaN, NaN, NaN, NaN], ErfInv<double>(V(0, -0.0, 1, -1, 1.0000000000000002, -2, Infinity, NaN)));
        Same([0, -0.0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN], ErfInv<float>(V(0, -0.0f, 1, -1, 1.5f)));
    }

    [Fact]
    public void Erfc_FarToTheRight_VanishesOnlyWhereTheElementTypeEnds()
    {
        Assert.Equal(double.Epsilon, Erfc<double>(V(27.226)).ToArray()[0]);
        Assert.Equal(0, Erfc<double>(V(27.3)).ToArray()[0]);
        Assert.Equal(float.Epsilon, Erfc<float>(V(10.05f)).ToArray()[0]);
        Assert.Equal(0, Erfc<float>(V(10.1f)).ToArray()[0]);
    }

    [Fact]
    public void GammaFunctions_AtPolesAndInfinities_AreAsStated()
    {
        double[] x = [0, -0.0, -1, -30, -4503599627370497, -1e300, Infinity, -Infinity, NaN];
        Same([Infinity, Infinity, Infinity, Infinity, Infinity, Infinity, Infinity, Infinity, NaN], Lgamma<double>(x));
        Same([-Infinity, Infinity, NaN, NaN, NaN, NaN, Infinity, NaN, NaN], Digamma<double>(x));
        Same([Infinity, Infinity, Infinity, Infinity, Infinity, Infinity, 0, NaN, NaN], Polygamma<double>(1, x));
        Same([-Infinity, -Infinity, -Infinity, -Infinity, -Infinity, -Infinity, -0.0, NaN, NaN], Polygamma<double>(2, x));
        Same([0, 0], Lgamma<double>(V(1.0, 2.0)));
    }

    [Fact]
    public void Lgamma_Overflows_WhereItsValueDoes()
    {
        const double last = 2.5599833278516383e305;
        var x = last;
        for (var i = 0; i < 8; i++, x = Math.BitDecrement(x))
            Assert.InRange(Lgamma<double>(x).ToArray()[0], 1.79769313486231e308, double.MaxValue);
        Same([Infinity, Infinity], Lgamma<double>(V(Math.BitIncrement(last), -Math.BitIncrement(last))));
        Assert.True(float.IsPositiveInfinity(Lgamma<float>(V(5e36f)).ToArray()[0]));
    }

    [Fact]
    public void Polygamma_OfKnownArguments_IsItsKnownValue()
    {
        const double zeta3 = 1.2020569031595942;
        Close(Math.PI * Math.PI / 6, Polygamma<double>(1, 1.0));
        Close(Math.PI * Math.PI / 2, Polygamma<double>(1, 0.5));
        Close((Math.PI * Math.PI / 2) + 4, Polygamma<double>(1, -0.5));
        Close(-2 * zeta3, Polygamma<double>(2, 1.0));
        Close(-14 * zeta3, Polygamma<double>(2, 0.5));
        Close(Math.Pow(Math.PI, 4) / 15, Polygamma<double>(3, 1.0));
        Close(1e-200, Polygamma<double>(1, 1e200));
        // 20! (1 + 2⁻²¹ + 3⁻²¹ + ...)
        Close(-2432902008176640000 * (1 + Math.Pow(2, -21) + Math.Pow(3, -21) + Math.Pow(4, -21) + Math.Pow(5, -21)), Polygamma<double>(20, 1.0));
        Close(Digamma<double>(0.3).ToArray()[0], Polygamma<double>(0, 0.3));
    }

    [Fact]
    public void Polygamma_OfANegativeOrder_Throws()
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => Polygamma<double>(-1, 1.0));
        Assert.Equal("order", failure.ParamName);
        Assert.StartsWith("Polygamma: needs an order of at least 0, got -1.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logit_AtItsEndsAndBeyond_AndAroundOneHalf()
    {
        double[] x = [0, -0.0, 1, -0.5, 2, Infinity, -Infinity, NaN, 0.5];
        Same([-Infinity, -Infinity, Infinity, NaN, NaN, NaN, NaN, NaN, 0], Logit<double>(x));
        Same([Infinity, -Infinity, Infinity, NaN, NaN, NaN, NaN, NaN, 4], Gradient(v => Sum(Logit(v)), (Variable<double>)x));
        Close(4 * Math.Pow(2, -50), Logit<double>(0.5 + Math.Pow(2, -50)));
    }

    [Fact]
    public void Sinc_AtWholeNumbersAndNearZero_IsExact()
    {
        Same([1, 1, 0, 0, 0, NaN, NaN, NaN], Abs(Sinc<double>(V(0, -0.0, 1, -30, 1e15, Infinity, -Infinity, NaN))));
        Variable<double> x = V(0, 1e-8, -1e-3, 0.5, 1, 30);
        Variable<double> First(Variable<double> v) => Gradient(w => Sum(Sinc(w)), v);
        Variable<double> Second(Variable<double> v) => Gradient(w => Sum(First(w)), v);
        double[] first = [0, -3.2898681336964526e-8, 0.0032898648867278964, -1.2732395447351628, -1, 1.0 / 30];
        double[] second = [-3.2898681336964529, -3.289868133696452, -3.289858392793072, -1.1902271282389358, 2, -1.0 / 450];
        foreach (var (expected, actual) in first.Zip(First(x).ToArray()).Concat(second.Zip(Second(x).ToArray())))
            Assert.Equal(expected, actual, 4e-16 * Math.Abs(expected));
        Close(Math.Pow(Math.PI, 4) / 5, Gradient(v => Sum(Gradient(w => Sum(Second(w)), v)), V(0.0)));
    }

    [Fact]
    public void LogAddExp_OfInfinities_IsTheirSum()
    {
        Variable<double> a = V(Infinity, -Infinity, Infinity, -Infinity, 1, -Infinity, NaN, 1e300, 0);
        Variable<double> b = V(Infinity, -Infinity, -Infinity, Infinity, -Infinity, 2, Infinity, 1e300, 0);
        Same([Infinity, -Infinity, Infinity, Infinity, 1, 2, NaN, 1e300, Math.Log(2)], LogAddExp(a, b));
        Same([NaN, NaN, 1, 0, 1, 0, NaN, 0.5, 0.5], Gradient(v => Sum(LogAddExp(v, b)), a));
        Same([NaN, NaN, 0, 1, 0, 1, NaN, 0.5, 0.5], Gradient(v => Sum(LogAddExp(a, v)), b));
    }

    [Fact]
    public void LogAddExp_OfShapesThatDoNotFit_NamesThem() => Assert.Equal(
        "LogAddExp: needs shapes that broadcast together (aligned from the last axis, equal or 1), got a [2] and b [3].",
        Assert.Throws<ShapeException>(() => LogAddExp(Variable.Ones<double>([2]), Variable.Ones<double>([3]))).Message);

    [Fact]
    public void Gelu_FarOut_KeepsItsDigitsOrIsTheIdentity()
    {
        Close(-1.472014178144456e-196, Gelu<double>(-30.0));
        Close(-1.204092348209806e-37, Gelu<double>(-10.0, approximate: true), 1e-13);
        foreach (var approximate in new[] { false, true })
            Same([0, -0.0, 710, -0.0, 1e300, -0.0, Infinity, NaN, NaN], Gelu<double>(V(0, -0.0, 710, -710, 1e300, -1e300, Infinity, -Infinity, NaN), approximate));
    }

    [Fact]
    public void Gelu_HasAnEvenSecondDerivative_WithItsDigitsOnBothSides()
    {
        foreach (var approximate in new[] { false, true })
        {
            Variable<float> x = V(0, 5.0f, -5.0f, 3.0f, -3.0f);
            var second = Gradient(w => Sum(Gradient(v => Sum(Gelu(v, approximate)), w)), x).ToArray();
            Assert.Equal(Math.Sqrt(2 / Math.PI), second[0], 1e-6);
            Assert.Equal(approximate ? -9.934136e-6 : -3.4194552e-5, second[1], 2e-11);
            Assert.Equal(second[1], second[2], 1e-11);
            Assert.Equal(second[3], second[4], 1e-7);
        }
    }

    [Fact]
    public void Operations_OfNothing_AreNothing()
    {
        var x = Variable.Zeros<double>([0, 3]);
        foreach (var y in new[] { Erf(x), Erfc(x), ErfInv(x), Gelu(x), Gelu(x, true), Lgamma(x), Digamma(x), Polygamma(2, x), Logit(x), Sinc(x), LogAddExp(x, x) })
            Assert.Equal(x.Shape, y.Shape);
    }

    private static Variable<T> V<T>(params ReadOnlySpan<T> values) where T : unmanaged, IFloatingPointIeee754<T> => Variable.Vector(values);

    private static void Same<T>(T[] expected, Variable<T> actual) where T : unmanaged, IFloatingPointIeee754<T> =>
        Assert.Equal(Array.ConvertAll(expected, Print), Array.ConvertAll(actual.ToArray(), Print));

    // With the sign of a zero, which equality does not see.
    private static string Print<T>(T value) where T : IFloatingPointIeee754<T> =>
        value.ToString("R", CultureInfo.InvariantCulture);

    private static void Close(double expected, Variable<double> actual, double accuracy = 2e-15) =>
        Assert.Equal(expected, actual.ToArray()[0], accuracy * Math.Abs(expected));
}
