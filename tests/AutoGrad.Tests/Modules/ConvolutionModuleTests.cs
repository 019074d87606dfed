using static AutoGrad.Op;

namespace AutoGrad.Tests.Modules;

public sealed class ConvolutionModuleTests
{
    [Fact]
    public void Conv2d_IsTheOperationOnItsParameters()
    {
        var module = new Conv2d<double>(4, 6, [3, 2], new RandomStream(1), stride: [1, 2], padding: 1, dilation: [2, 1], groups: 2);
        var x = Draw(2, 4, 7, 6);

        Assert.Equal(["weight", "bias"], module.NamedParameters.Select(entry => entry.Name));
        Assert.Equal([6, 2, 3, 2], module.Weight.Shape);
        Assert.Equal(Conv2d(x, module.Weight.Variable, module.Bias!.Variable, [1, 2], 1, [2, 1], 2).ToArray(), module.Forward(x).ToArray());
    }

    [Fact]
    public void Conv1d_WithoutBias_HasTheWeightAlone()
    {
        var module = new Conv1d<double>(2, 3, 2, new RandomStream(1), weight: Initializer.Constant(1), bias: false);

        Assert.Null(module.Bias);
        Assert.Equal([3, 2, 2], module.Weight.Shape);
        Assert.Equal([14, 18, 14, 18, 14, 18], module.Forward(Variable.Create<double>([1, 2, 3, 5, 6, 7], [1, 2, 3])).ToArray());
    }

    [Fact]
    public void Parameters_AreWithinTheBoundOfPyTorch()
    {
        var module = new Conv2d<float>(16, 64, 5, new RandomStream(3), groups: 4);
        // 4 channels of 5 by 5 elements: 1/√100.
        Assert.All(module.Weight.Variable.ToArray(), w => Assert.InRange(w, -0.1f, 0.1f));
        Assert.InRange(module.Weight.Variable.ToArray().Max(), 0.099f, 0.1f);
        Assert.All(module.Bias!.Variable.ToArray(), b => Assert.InRange(b, -0.1f, 0.1f));
        Assert.InRange(module.Bias.Variable.ToArray().Max(), 0.08f, 0.1f);
    }

    [Fact]
    public void Pools_AreTheOperations()
    {
        var x = Draw(2, 3, 6, 5);

        Assert.Equal(MaxPool(x, 3, 2, 1).ToArray(), new MaxPool<double>(3, 2, 1).Forward(x).ToArray());
        Assert.Equal(MaxPool(x, 2, 1, dilation: [1, 2]).ToArray(), new MaxPool<double>(2, 1, dilation: [1, 2]).Forward(x).ToArray());
        Assert.Equal(AveragePool(x, [3, 2], padding: 1).ToArray(), new AveragePool<double>([3, 2], padding: 1).Forward(x).ToArray());
        Assert.Equal(AveragePool(x, 3, 2, 1, false).ToArray(), new AveragePool<double>(3, 2, 1, countsPadding: false).Forward(x).ToArray());
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        AssertArgument("inputs", "Conv2d: needs at least 1 input, got 0.", () => new Conv2d<double>(0, 1, 1, new RandomStream(1)));
        AssertArgument("outputs", "Conv1d: needs at least 1 output, got 0.", () => new Conv1d<double>(1, 0, 1, new RandomStream(1)));
        AssertArgument("groups", "Conv2d: needs groups that divide the inputs and the outputs, got 2 groups, 4 inputs and 3 outputs.",
            () => new Conv2d<double>(4, 3, 1, new RandomStream(1), groups: 2));
        AssertArgument("window", "Conv2d: needs a window of at least 1, one length or 2, got [1, 2, 3].",
            () => new Conv2d<double>(1, 1, [1, 2, 3], new RandomStream(1)));
        AssertArgument("window", "Conv1d: needs a window of at least 1, one length or 1, got [0].",
            () => new Conv1d<double>(1, 1, 0, new RandomStream(1)));
    }

    private static Variable<double> Draw(params int[] lengths)
    {
        var values = new double[Shape.Create(lengths).Size];
        new RandomStream(2).FillNormal(values, 0, 1);
        return Variable.Create<double>(values, Shape.Create(lengths));
    }

    private static void AssertArgument(string parameter, string message, Func<Module<double>> make)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(make);
        Assert.Equal(parameter, exception.ParamName);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }
}
