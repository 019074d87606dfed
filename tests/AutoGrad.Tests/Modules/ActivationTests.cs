using static AutoGrad.Op;

namespace AutoGrad.Tests.Modules;

/// <summary>Modules and operations have the same names; both are written here without a prefix, as programs do.</summary>
public sealed class ActivationTests
{
    private static readonly Variable<double> X = new[,] { { -1.5, 0.0, 2.0 }, { 3.0, -0.25, 0.5 } };

    public static TheoryData<Module<double>, Func<Variable<double>, Variable<double>>> Activations => new()
    {
        { new Relu<double>(), x => Relu(x) },
        { new Tanh<double>(), x => Tanh<double>(x) },
        { new Sigmoid<double>(), x => Sigmoid(x) },
        { new Softplus<double>(), x => Softplus(x) },
        { new Softmax<double>(), x => Softmax(x) },
        { new Softmax<double>(axis: 0), x => Softmax(x, axis: 0) },
        { new LogSoftmax<double>(), x => LogSoftmax(x) },
        { new LogSoftmax<double>(axis: 0), x => LogSoftmax(x, axis: 0) },
        { new LeakyRelu<double>(), x => LeakyRelu(x) },
        { new LeakyRelu<double>(slope: 0.5), x => LeakyRelu(x, 0.5) },
        { new Relu6<double>(), x => Relu6(x) },
        { new Elu<double>(alpha: 0.5), x => Elu(x, 0.5) },
        { new Selu<double>(), x => Selu(x) },
        { new Celu<double>(alpha: 0.5), x => Celu(x, 0.5) },
        { new Gelu<double>(), x => Gelu(x) },
        { new Gelu<double>(approximate: true), x => Gelu(x, approximate: true) },
        { new Silu<double>(), x => Silu(x) },
        { new Mish<double>(), x => Mish(x) },
        { new Softsign<double>(), x => Softsign(x) },
        { new HardSigmoid<double>(), x => HardSigmoid(x) },
        { new HardSwish<double>(), x => HardSwish(x) },
        { new HardTanh<double>(), x => HardTanh(x) },
        { new HardTanh<double>(minimum: -0.5, maximum: 2.5), x => HardTanh(x, -0.5, 2.5) },
        { new LogSigmoid<double>(), x => LogSigmoid(x) },
        { new Tanhshrink<double>(), x => Tanhshrink(x) },
        { new Softmin<double>(axis: 0), x => Softmin(x, axis: 0) },
        { new Glu<double>(axis: 0), x => Glu(x, axis: 0) },
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void Forward_IsTheOperation(Module<double> module, Func<Variable<double>, Variable<double>> operation)
    {
        Assert.Equal(operation(X).ToArray(), module.Forward(X).ToArray());
        Assert.Empty(module.Parameters);
    }

    [Fact]
    public void PRelu_WithOneSlope_UsesItEverywhere()
    {
        var module = new PRelu<double>();
        Assert.Equal(LeakyRelu(X, 0.25).ToArray(), module.Forward(X).ToArray());
        Assert.Equal("weight", Assert.Single(module.Parameters).Name);
    }

    [Fact]
    public void PRelu_WithASlopeAChannel_UsesThemAlongAxis1()
    {
        var module = new PRelu<double>(count: 2);
        module.Weight.Assign(Variable.Vector(0.5, 2));
        Variable<double> x = Reshape<double>(Variable.Vector(-1.0, -2, 3, -4, -5, 6, -7, -8), [2, 2, 2]);
        Assert.Equal([-0.5, -1, 3, -8, -2.5, 6, -14, -16], module.Forward(x).ToArray());
    }

    [Fact]
    public void PRelu_OfOtherChannels_Throws() => Assert.Equal(
        "PRelu: needs x [n, count, ..] and weight [count] with equal counts, got x [2, 3] and weight [2].",
        Assert.Throws<ShapeException>(() => new PRelu<double>(count: 2).Forward(X)).Message);

    [Fact]
    public void PRelu_WithoutSlopes_Throws() => Assert.Equal(
        "PRelu: needs at least 1 slope, got 0. (Parameter 'count')",
        Assert.Throws<ArgumentOutOfRangeException>(() => new PRelu<double>(count: 0)).Message);
}
