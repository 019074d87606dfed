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
    };

    [Theory]
    [MemberData(nameof(Activations))]
    public void Forward_IsTheOperation(Module<double> module, Func<Variable<double>, Variable<double>> operation)
    {
        Assert.Equal(operation(X).ToArray(), module.Forward(X).ToArray());
        Assert.Empty(module.Parameters);
    }
}
