using static AutoGrad.Loss;

namespace AutoGrad.Tests.Losses;

public sealed class MeanSquaredErrorTests
{
    // The figures are what reference.py in this folder prints; they are exact.
    [Fact]
    public void ValueAndGradient_AreThoseOfPyTorch()
    {
        Variable<double> prediction = new[,] { { 1.0, -2.0 }, { 0.5, 3.0 } };
        Variable<double> target = new[,] { { 0.0, -1.5 }, { 2.5, 3.0 } };
        var (value, gradient) = Differentiate.ValueAndGradient((p, t) => MeanSquaredError(p, t), prediction, target);

        Assert.Equal(1.3125, value.Scalar);
        Assert.Equal([0.5, -0.25, -1, 0], gradient.A.ToArray());
        Assert.Equal([-0.5, 0.25, 1, 0], gradient.B.ToArray());
    }

    [Fact]
    public void ShapesThatWouldBroadcast_Throw()
    {
        var exception = Assert.Throws<ShapeException>(() => MeanSquaredError(Variable.Zeros<float>([5, 1]), Variable.Zeros<float>([5])));

        Assert.Equal(
            "MeanSquaredError: needs prediction and target of equal shape, since it does not broadcast, got prediction [5, 1] and target [5].",
            exception.Message);
    }

    [Fact]
    public void NoElements_Throws()
    {
        var exception = Assert.Throws<ShapeException>(() => MeanSquaredError(Variable.Zeros<float>([0, 2]), Variable.Zeros<float>([0, 2])));

        Assert.Equal("MeanSquaredError: needs at least one element, got prediction [0, 2].", exception.Message);
    }
}
