using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Activation;

public sealed class ActivationCornerTests
{
    private static readonly Variable<double> Infinities = new[] { double.PositiveInfinity, double.NegativeInfinity, double.NaN };

    public static TheoryData<string, Func<Variable<double>, Variable<double>>, double, double> AtInfinity => new()
    {
        { "LeakyRelu", x => LeakyRelu(x), double.PositiveInfinity, double.NegativeInfinity },
        { "Relu6", Relu6, 6, 0 },
        { "HardTanh", x => HardTanh(x), 1, -1 },
        { "Elu", x => Elu(x), double.PositiveInfinity, -1 },
        { "Selu", Selu, double.PositiveInfinity, -1.7580993408473766 },
        { "Celu", x => Celu(x, 2), double.PositiveInfinity, -2 },
        { "Silu", Silu, double.PositiveInfinity, double.NaN },
        { "Mish", Mish, double.PositiveInfinity, double.NaN },
        { "Softsign", Softsign, double.NaN, double.NaN },
        { "HardSigmoid", HardSigmoid, 1, 0 },
        { "HardSwish", HardSwish, double.PositiveInfinity, double.NaN },
        { "LogSigmoid", LogSigmoid, 0, double.NegativeInfinity },
        { "Tanhshrink", Tanhshrink, double.PositiveInfinity, double.NegativeInfinity },
        { "PRelu", x => PRelu(x, 0.5), double.PositiveInfinity, double.NegativeInfinity },
    };

    [Theory]
    [MemberData(nameof(AtInfinity))]
    public void Value_AtInfinityAndNaN(string name, Func<Variable<double>, Variable<double>> function, double positive, double negative)
    {
        var y = function(Infinities).ToArray();
        Expect.True(y[0].Equals(positive) || y[0] == positive, $"{name} of ∞: {y[0]}");
        Expect.True(y[1].Equals(negative) || y[1] == negative, $"{name} of -∞: {y[1]}");
        Expect.True(double.IsNaN(y[2]), $"{name} of NaN: {y[2]}");
    }

    [Fact]
    public void SecondDerivative_FarOut_IsFinite()
    {
        Variable<double> far = new[] { -750.0, 750, 1e300 };
        foreach (var function in new Func<Variable<double>, Variable<double>>[] { x => Elu(x), Selu, x => Celu(x), Silu, Mish, Softsign, LogSigmoid })
            Assert.All(Differentiate.Gradient(x => Sum(Differentiate.Gradient(z => Sum(function(z)), x)), far).ToArray(), value => Assert.Equal(0, value, 1e-8));
    }

    [Fact]
    public void Glu_OfAnOddLength_Throws() => Assert.Equal(
        "Glu: needs an even length along axis 1, got x [2, 3].", Assert.Throws<ShapeException>(() => Glu(Variable.Zeros<double>([2, 3]))).Message);

    [Fact]
    public void Glu_OfNoGates_IsEmpty() => Assert.Equal([2, 0], Glu(Variable.Zeros<double>([2, 0])).Shape);

    [Fact]
    public void Softmin_OfNothing_IsNothing() => Assert.Equal([0], Softmin(Variable.Zeros<double>([0])).Shape);

    [Fact]
    public void PRelu_OfShapesThatDoNotFit_Throws() => Assert.Equal(
        "PRelu: needs shapes that broadcast together (aligned from the last axis, equal or 1), got a [2, 3] and b [2].",
        Assert.Throws<ShapeException>(() => PRelu(Variable.Zeros<double>([2, 3]), Variable.Zeros<double>([2]))).Message);

    [Theory]
    [InlineData(1, 1, "HardTanh: needs a minimum below the maximum, got minimum 1 and maximum 1. (Parameter 'minimum')")]
    [InlineData(double.NaN, 1, "HardTanh: needs a minimum below the maximum, got minimum NaN and maximum 1. (Parameter 'minimum')")]
    public void HardTanh_WithoutRoom_Throws(double minimum, double maximum, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => HardTanh<double>(0, minimum, maximum)).Message);

    [Fact]
    public void Celu_WithAnAlphaOf0_Throws() => Assert.Equal(
        "Celu: needs an alpha other than 0, got 0. (Parameter 'alpha')",
        Assert.Throws<ArgumentOutOfRangeException>(() => Celu<double>(1, 0)).Message);
}
