using static AutoGrad.Op;

namespace AutoGrad.Tests.Modules;

public sealed class SequentialTests
{
    [Fact]
    public void Forward_AppliesInTurn()
    {
        var random = new RandomStream(1);
        var (first, last) = (new Linear<double>(3, 4, random), new Linear<double>(4, 2, random));
        var network = new Sequential<double>(first, new Tanh<double>(), last);
        Variable<double> x = new[,] { { 1.0, 2.0, 3.0 } };

        Assert.Equal(last.Forward(Tanh(first.Forward(x))).ToArray(), network.Forward(x).ToArray());
        Assert.Equal([1, 2], network.Forward(x).Shape);
        Assert.Same(last, network[2]);
    }

    [Fact]
    public void Forward_WithoutModules_IsTheInput()
    {
        Variable<double> x = 3;

        Assert.Same(x, new Sequential<double>().Forward(x));
    }
}
