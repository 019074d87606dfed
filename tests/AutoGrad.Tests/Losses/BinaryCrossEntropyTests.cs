using static AutoGrad.Loss;

namespace AutoGrad.Tests.Losses;

public sealed class BinaryCrossEntropyTests
{
    // The figures are what reference.py in this folder prints.
    [Fact]
    public void ValueAndGradient_AreThoseOfPyTorch()
    {
        var logits = Variable.Vector(0.0, 0.0, 2.5, -1.5, 800.0, -800.0, 0.75);
        var (value, gradient) = Differentiate.ValueAndGradient(x => BinaryCrossEntropy(x, new[] { 0, 1, 1, 1, 1, 1, 0.25 }), logits);

        Assert.Equal(114.87370976850143, value.Scalar, 1e-12);
        double[] expected =
        [
            0.07142857142857142, -0.07142857142857142, -0.010836882860177635, -0.11679635374194909, 0, -0.14285714285714285, 0.061311242739341854,
        ];
        Assert.All(expected.Zip(gradient.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Fact]
    public void ShapesThatWouldBroadcast_Throw()
    {
        var exception = Assert.Throws<ShapeException>(() => BinaryCrossEntropy(Variable.Zeros<float>([5, 1]), Variable.Zeros<float>([5])));

        Assert.Equal(
            "BinaryCrossEntropy: needs logits and targets of equal shape, since it does not broadcast, got logits [5, 1] and targets [5].",
            exception.Message);
    }

    [Fact]
    public void NoElements_Throws()
    {
        var exception = Assert.Throws<ShapeException>(() => BinaryCrossEntropy(Variable.Zeros<float>([0, 1]), Variable.Zeros<float>([0, 1])));

        Assert.Equal("BinaryCrossEntropy: needs at least one element, got logits [0, 1].", exception.Message);
    }
}
