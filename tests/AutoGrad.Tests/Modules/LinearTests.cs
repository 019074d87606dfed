using static AutoGrad.Op;

namespace AutoGrad.Tests.Modules;

public sealed class LinearTests
{
    private static Linear<double> Known()
    {
        var linear = new Linear<double>(3, 2, new RandomStream(1));
        linear.Weight.Assign(new[,] { { 0.5, -1.0, 2.0 }, { 1.5, 0.25, -0.75 } });
        linear.Bias!.Assign(new[] { 0.125, -0.5 });
        return linear;
    }

    // The figures are what reference.py in this folder prints; they are exact.
    [Fact]
    public void ForwardAndGradients_AreThoseOfPyTorch()
    {
        var linear = Known();
        using var tape = new Tape<double>();
        var x = Variable.Create([.. Enumerable.Range(0, 12).Select(i => (i / 4.0) - 1)], [2, 2, 3]);
        var y = linear.Forward(x);
        var gradients = tape.Gradient(Sum(Square(y)), [x, linear.Weight.Variable, linear.Bias!.Variable]);

        Assert.Equal([2, 2, 2], y.Shape);
        Assert.Equal([-0.625, -1.8125, 0.5, -1.0625, 1.625, -0.3125, 2.75, 0.4375], y.ToArray());
        Assert.Equal([-6.0625, 0.34375, 0.21875, -2.6875, -1.53125, 3.59375, 0.6875, -3.40625, 6.96875, 4.0625, -5.28125, 10.34375],
            gradients[0].ToArray());
        Assert.Equal([9.5, 11.625, 13.75, 4.9375, 3.5625, 2.1875], gradients[1].ToArray());
        Assert.Equal([8.5, -5.5], gradients[2].ToArray());
    }

    [Fact]
    public void Forward_OfOneVector_GivesAVector()
    {
        var y = Known().Forward(Variable.Vector(1.0, 0, 1));

        Assert.Equal([2], y.Shape);
        Assert.Equal([2.625, 0.25], y.ToArray());
    }

    [Fact]
    public void Forward_OfNoRows_GivesNoRows() => Assert.Equal([0, 2], Known().Forward(Variable.Zeros<double>([0, 3])).Shape);

    [Fact]
    public void WithoutBias_HasTheWeightAlone()
    {
        var linear = new Linear<double>(3, 2, new RandomStream(1), Initializer.Constant(2), bias: false);

        Assert.Null(linear.Bias);
        Assert.Equal(["weight"], linear.NamedParameters.Select(entry => entry.Name));
        Assert.Equal([12, 12], linear.Forward(Variable.Vector(1.0, 2, 3)).ToArray());
    }

    [Fact]
    public void Parameters_AreWithinTheBoundOfPyTorch_AndReproducible()
    {
        var first = new Linear<float>(100, 50, new RandomStream(3));
        var again = new Linear<float>(100, 50, new RandomStream(3));

        Assert.Equal([50, 100], first.Weight.Shape);
        Assert.Equal([50], first.Bias!.Shape);
        Assert.All(first.Weight.Variable.ToArray(), w => Assert.InRange(w, -0.1f, 0.1f));
        Assert.All(first.Bias.Variable.ToArray(), b => Assert.InRange(b, -0.1f, 0.1f));
        Assert.InRange(first.Bias.Variable.ToArray().Max(), 0.08f, 0.1f);
        Assert.Equal(first.Weight.Variable.ToArray(), again.Weight.Variable.ToArray());
        Assert.Equal(first.Bias.Variable.ToArray(), again.Bias!.Variable.ToArray());
    }

    [Fact]
    public void Float_StartsFromTheRoundedDouble()
    {
        var inFloat = new Linear<float>(7, 5, new RandomStream(3));
        var inDouble = new Linear<double>(7, 5, new RandomStream(3));

        Assert.Equal(Array.ConvertAll(inDouble.Weight.Variable.ToArray(), w => (float)w), inFloat.Weight.Variable.ToArray());
    }

    [Theory]
    [InlineData(new[] { 5, 4 }, "[5, 4]")]
    [InlineData(new int[0], "[]")]
    public void Forward_OfAWrongShape_Throws(int[] lengths, string printed)
    {
        var exception = Assert.Throws<ShapeException>(() => Known().Forward(Variable.Zeros<double>(Shape.Create(lengths))));

        Assert.Equal($"Linear: needs x [.., inputs] and weight [outputs, inputs] with equal inputs, got x {printed} and weight [2, 3].", exception.Message);
    }

    [Theory]
    [InlineData(0, 1, "Linear: needs at least 1 input, got 0. (Parameter 'inputs')")]
    [InlineData(1, -1, "Linear: needs at least 1 output, got -1. (Parameter 'outputs')")]
    public void Constructor_OfALengthBelowOne_Throws(int inputs, int outputs, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => new Linear<float>(inputs, outputs, new RandomStream(1))).Message);
}
