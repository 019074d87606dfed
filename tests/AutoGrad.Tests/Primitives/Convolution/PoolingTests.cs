using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Convolution;

public class PoolingTests
{
    private static readonly Variable<double> Tied = Reshape(Variable.Vector<double>(1, 2, 2, 0, 2, 2, 1, 0, 0, 1, 5, 5, 1, 0, 5, 5), 1, 1, 4, 4);

    private static readonly (string Message, Func<Variable<double>> Apply)[] Wrong =
    [
        ("MaxPool: needs x [n, c, l], [n, c, h, w] or [n, c, d, h, w], got x [2, 3].", () => MaxPool(Variable.Ones<double>([2, 3]), 1)),
        ("MaxPool: needs one window or one for each spatial axis, got window [1, 2, 3] and x [1, 1, 4, 4].", () => MaxPool(Tied, [1, 2, 3])),
        ("MaxPool: needs windows of at least one element that fit into the padded x, " +
            "got window [5, 5], dilation [1, 1], padding [0, 0] before and [0, 0] after, and x [1, 1, 4, 4].", () => MaxPool(Tied, 5)),
        ("MaxPool: needs windows that each hold an element of x, not padding alone, " +
            "got window [2, 2], stride [2, 2], padding [2, 2] before, dilation [1, 1] and x [1, 1, 4, 4].", () => MaxPool(Tied, 2, padding: 2)),
        ("AveragePool: needs windows that each hold an element of x, not padding alone, " +
            "got window [2, 2], stride [2, 2], padding [0, 0] before, dilation [1, 1] and x [1, 1, 4, 4].",
            () => AveragePool(Tied, 2, padding: Padding.Of((0, 2)))),
        ("AdaptiveMaxPool: needs at least one element along each spatial axis, got x [1, 1, 0].", () => AdaptiveMaxPool(Variable.Ones<double>([1, 1, 0]), 1)),
        ("AdaptiveAveragePool: needs one size or one for each spatial axis, got size [1, 2] and x [1, 1, 2].",
            () => AdaptiveAveragePool(Variable.Ones<double>([1, 1, 2]), [1, 2])),
        ("LpPool: needs x [n, c, l], [n, c, h, w] or [n, c, d, h, w], got x [].", () => LpPool(Variable.Scalar(1.0), 2, 1)),
        ("UpsampleNearest: needs at least one element along each spatial axis, got x [1, 1, 0, 2].",
            () => UpsampleNearest(Variable.Ones<double>([1, 1, 0, 2]), 1)),
        ("UpsampleLinear: needs x [n, c, l], [n, c, h, w] or [n, c, d, h, w], got x [1, 1].", () => UpsampleLinear(Variable.Ones<double>([1, 1]), 2)),
        ("Unfold: needs x [n, c, l], [n, c, h, w] or [n, c, d, h, w], got x [1, 1].", () => Unfold(Variable.Ones<double>([1, 1]), 2)),
        ("Fold: needs x [n, c · 4, 9] for windows [2, 2] of size [4, 4], got x [1, 4, 8].", () => Fold(Variable.Ones<double>([1, 4, 8]), [4, 4], 2)),
    ];

    [Fact]
    public void Shapes_ThatDoNotFit_AreNamed() =>
        Assert.All(Wrong, wrong => Assert.Equal(wrong.Message, Assert.Throws<ShapeException>(wrong.Apply).Message));

    [Fact]
    public void Numbers_BelowTheirLeast_AreNamed()
    {
        AssertArgument("window", "MaxPool: needs a window of at least 1, got [0].", () => MaxPool(Tied, 0));
        AssertArgument("size", "AdaptiveMaxPool: needs a size of at least 1, got [2, 0].", () => AdaptiveMaxPool(Tied, [2, 0]));
        AssertArgument("size", "Fold: needs a size of at least 1, got [0].", () => Fold(Tied, 0, 1));
        AssertArgument("p", "LpPool: needs a finite p of at least 1, got 0.5.", () => LpPool(Tied, 0.5, 1));
        AssertArgument("p", "LpPool: needs a finite p of at least 1, got Infinity.", () => LpPool(Tied, double.PositiveInfinity, 1));
    }

    [Fact]
    public void MaxPool_OfTies_GivesTheDerivativeToTheFirst()
    {
        Assert.Equal([2, 2, 1, 5], MaxPool(Tied, 2).ToArray());
        Assert.Equal([0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], Differentiate.Gradient(x => Sum(MaxPool(x, 2)), Tied).ToArray());
        Assert.Equal([0, 2, 1, 0, 1, 0, 0, 0, 0, 1, 4, 0, 0, 0, 0, 0], Differentiate.Gradient(x => Sum(AdaptiveMaxPool(x, 3)), Tied).ToArray());
        var row = Reshape(Variable.Vector<double>(3, 1, 3, 2, 3), 1, 1, 5);
        Assert.Equal([1, 0, 2, 0, 0], Differentiate.Gradient(x => Sum(MaxPool(x, 3, stride: 1)), row).ToArray());
        Assert.Equal([1, 0, 1, 0, 0], Differentiate.Gradient(x => Sum(AdaptiveMaxPool(x, 2)), row).ToArray());
    }

    [Fact]
    public void MaxPool_OfWhatIsNotFinite()
    {
        var x = Reshape(Variable.Vector(1, double.NaN, 2, double.NaN, double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, 0), 1, 1, 8);
        Assert.Equal([double.NaN, double.NaN, double.NegativeInfinity, double.PositiveInfinity], MaxPool(x, 2).ToArray());
        Assert.Equal([double.NaN, double.PositiveInfinity], MaxPool(x, 4).ToArray());
        Assert.Equal([0, 1, 0, 0, 0, 0, 1, 0], Differentiate.Gradient(v => Sum(MaxPool(v, 4)), x).ToArray());
        Assert.Equal([0, 1, 0, 1, 1, 0, 1, 0], Differentiate.Gradient(v => Sum(MaxPool(v, 2)), x).ToArray());
    }

    // Padding is no element: a negative maximum beats it.
    [Fact]
    public void MaxPool_OfNegatives_IsNotTheZeroOfThePadding() =>
        Assert.Equal([-3, -1], MaxPool(Reshape(Variable.Vector<double>(-3, -1), 1, 1, 2), 2, padding: 1).ToArray());

    [Fact]
    public void AveragePool_DividesByWhatItCounts()
    {
        var x = Reshape(Variable.Vector<double>(4, 2), 1, 1, 2);
        Assert.Equal([2, 1], AveragePool(x, 2, padding: 1).ToArray());
        Assert.Equal([4, 2], AveragePool(x, 2, padding: 1, countsPadding: false).ToArray());
        Assert.Equal([1.75, 1.75, 0.75, 1.25, 2.25, 2.75, 0.5, 2.75, 5], AdaptiveAveragePool(Tied, 3).ToArray());
    }

    [Fact]
    public void LpPool_OfZeros_HasADerivativeOfZero()
    {
        var x = Reshape(Variable.Vector(0, 0, 3, -4, double.NaN, 0), 1, 1, 6);
        Assert.Equal([0, 5, double.NaN], LpPool(x, 2, 2).ToArray());
        var gradient = Differentiate.Gradient(v => Sum(LpPool(v, 2, 2)), x).ToArray();
        Assert.Equal([0, 0], gradient[..2]);
        Assert.Equal(0.6, gradient[2], 15);
        Assert.Equal(-0.8, gradient[3], 15);
        Assert.Equal([0, 0], Differentiate.Gradient(v => Sum(LpPool(v, 2.5, 2)), x).ToArray()[..2]);
    }

    // An element whose weight is 0 has no influence, even where it is infinite.
    [Fact]
    public void UpsampleLinear_AtAnElement_IsThatElement()
    {
        var x = Reshape(Variable.Vector(1, 2, double.PositiveInfinity), 1, 1, 3);
        Assert.Equal([1, 1.5, 2, double.PositiveInfinity, double.PositiveInfinity], UpsampleLinear(x, 5, alignCorners: true).ToArray());
        Assert.Equal([1, 2, double.PositiveInfinity], UpsampleLinear(x, 3).ToArray());
    }

    // Places are found where they are needed, so that no element has to hold one.
    [Fact]
    public void MaxPool_OfMoreElementsThanFloatCounts_HasADerivative()
    {
        var values = new float[(1 << 24) + 2];
        values[^1] = 1;
        var x = Variable.Create(values, [1, 1, values.Length]);
        var gradient = Differentiate.Gradient(v => Sum(MaxPool(v, v.Shape[2])), x).ToArray();
        Assert.Equal(gradient.Length - 1, gradient.AsSpan().IndexOfAnyExcept(0));
        Assert.Equal(1, gradient[^1]);
    }

    private static void AssertArgument(string parameter, string message, Func<Variable<double>> apply)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(apply);
        Assert.Equal(parameter, exception.ParamName);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }
}
