using static AutoGrad.Loss;

namespace AutoGrad.Tests.Losses;

public sealed class CrossEntropyTests
{
    // The figures are what reference.py in this folder prints.
    [Fact]
    public void ValueAndGradient_AreThoseOfPyTorch()
    {
        Variable<double> logits = new[,] { { 2.0, -1.0, 0.5 }, { 0.0, 1000.0, -1000.0 }, { 0.25, 0.25, 0.25 }, { -3.0, 4.0, 1.0 } };
        var (value, gradient) = Differentiate.ValueAndGradient(x => CrossEntropy(x, new double[] { 2, 1, 0, 0 }), logits);

        Assert.Equal(2.4723447987552283, value.Scalar, 1e-15);
        double[] expected =
        [
            0.19639925864731897, 0.009778143317671862, -0.20617740196499082, 0, 0, 0,
            -0.16666666666666669, 0.08333333333333333, 0.08333333333333333, -0.2497830296762776, 0.23793685138894208, 0.011846178287335545,
        ];
        Assert.All(expected.Zip(gradient.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-15));
    }

    [Fact]
    public void LeadingAxes_AreAllRows()
    {
        var logits = Variable.Create<double>([1, 2, 3, 4, 5, 7, 8, 6], [2, 2, 2]);
        var value = CrossEntropy(logits, new double[,] { { 0, 1 }, { 1, 0 } }).Scalar;

        // The differences of the logits are -1, 1, 2 and 2, towards the label.
        double[] margins = [-1, 1, 2, 2];
        Assert.Equal(margins.Average(margin => Math.Log(1 + Math.Exp(-margin))), value, 1e-15);
    }

    [Fact]
    public void OneRowWithoutAxes_TakesAScalarLabel() =>
        Assert.Equal(Math.Log(2), CrossEntropy(Variable.Vector(3.0, 3.0), 1.0).Scalar, 1e-15);

    [Fact]
    public void NoRows_Throws()
    {
        var exception = Assert.Throws<ShapeException>(() => CrossEntropy(Variable.Zeros<float>([0, 10]), Variable.Zeros<float>([0])));

        Assert.Equal("CrossEntropy: needs at least one row, got logits [0, 10].", exception.Message);
    }

    [Fact]
    public void NoClasses_Throws()
    {
        var exception = Assert.Throws<ShapeException>(() => CrossEntropy(Variable.Zeros<float>([2, 0]), Variable.Zeros<float>([2])));

        Assert.Equal("CrossEntropy: needs at least one class, got logits [2, 0].", exception.Message);
    }

    [Fact]
    public void LabelsOfAnotherShape_Throw()
    {
        var exception = Assert.Throws<ShapeException>(() => CrossEntropy(Variable.Zeros<float>([5, 10]), Variable.Zeros<float>([5, 1])));

        Assert.Equal("CrossEntropy: needs logits [.., classes] and labels [..] with equal leading axes, got logits [5, 10] and labels [5, 1].",
            exception.Message);
    }

    [Theory]
    [InlineData(3, "3")]
    [InlineData(-1, "-1")]
    [InlineData(0.5, "0.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void ALabelOutOfRange_Throws(double label, string printed)
    {
        var exception = Assert.Throws<IndexValueException>(() => CrossEntropy(Variable.Zeros<double>([4, 3]), new[] { 0, 2, label, 7 }));

        Assert.Equal($"CrossEntropy: needs labels that are whole numbers from 0 to 2, got {printed} at position 2 of [4].", exception.Message);
        Assert.IsType<IndexValueException>(exception.InnerException);
    }
}
