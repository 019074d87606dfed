using static AutoGrad.Op;

namespace AutoGrad.Tests;

public class AxisPartTests
{
    // Element [i, j, k] is 100i + 10j + k.
    private static readonly Variable<double> X = Variable.Create<double>(
        [.. Enumerable.Range(0, 2).SelectMany(i => Enumerable.Range(0, 3).SelectMany(j => Enumerable.Range(0, 4).Select(k => (100.0 * i) + (10 * j) + k)))],
        [2, 3, 4]);

    [Fact]
    public void Elements_DropTheirAxes_AndRangesKeepThem()
    {
        Check([3, 2], [102, 103, 112, 113, 122, 123], X[1, .., ^2..]);
        Check([3, 4], [100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123], X[^1]);
        Check([], [123], X[^1, ^1, ^1]);
        Check([2], [12, 112], X[.., 1, 2]);
        Check([2, 1, 1], [12, 112], X[.., 1..2, 2..3]);
        Check([2, 0], [], X[.., ^1, 2..2]);
        Assert.Equal([2, 3, 4], X[[]].Shape);
    }

    [Fact]
    public void Steps_GoThroughTheRange_FromItsLastElementWhereNegative()
    {
        Check([4], [3, 2, 1, 0], X[0, 0, (.., -1)]);
        Check([2], [3, 1], X[0, 0, (.., -2)]);
        Check([2], [2, 0], X[0, 0, (..^1, -2)]);
        Check([1], [2], X[0, 0, (..^1, -3)]);
        Check([2], [0, 3], X[0, 0, (.., 3)]);
        Check([2, 2], [23, 20, 3, 0], X[0, (.., -2), (.., -3)]);
        Check([0], [], X[0, 0, (4.., -1)]);
        Check([1], [0], X[0, 0, (.., int.MaxValue)]);
        Check([1], [3], X[0, 0, (.., int.MinValue)]);
        Check([2, 3, 4], [.. X.ToArray().Reverse()], X[(.., -1), (.., -1), (.., -1)]);
        Check([2, 3, 1], [0, 20, 10, 100, 120, 110], Concatenate([X[.., ..1, ..1], X[.., (1.., -1), ..1]], 1));
    }

    [Fact]
    public void Gradient_OfAPart_IsZeroElsewhere()
    {
        var gradient = Differentiate.Gradient(x => Sum(x[1, (.., -2), ^1] * new double[] { 1, 2 }), X);
        Check([2, 3, 4], [.. Enumerable.Range(0, 24).Select(i => i == 23 ? 1.0 : i == 15 ? 2 : 0)], gradient);
    }

    [Fact]
    public void Messages_NameThePartAndTheShape()
    {
        CheckMessage("Slice: needs an index within axis 0 (^1 is the last), got 2 and x [2, 3, 4].", () => X[2]);
        CheckMessage("Slice: needs an index within axis 1 (^1 is the last), got -1 and x [2, 3, 4].", () => X[.., -1]);
        CheckMessage("Slice: needs an index within axis 2 (^1 is the last), got ^0 and x [2, 3, 4].", () => X[0, 0, ^0]);
        CheckMessage("Slice: needs an index within axis 0 (^1 is the last), got ^3 and x [2, 3, 4].", () => X[^3]);
        CheckMessage("Slice: needs an index within axis 0 (^1 is the last), got 0 and x [0].", () => Variable.Zeros<double>([0])[0]);
        CheckMessage("Slice: needs a range within axis 2, got 3..5 and x [2, 3, 4].", () => X[0, 0, (3..5, -1)]);
        CheckMessage("Slice: needs at most one range an axis, got 4 ranges and x [2, 3, 4].", () => X[0, 0, 0, 0]);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => X[(.., 0)]);
        Assert.Equal("Slice: needs a step other than 0, got 0. (Parameter 'step')", exception.Message);
    }

    [Fact]
    public void Text_IsThatOfTheIndexer()
    {
        AxisPart[] parts = [1, ^1, 1..^2, (.., -2)];
        Assert.Equal("1, ^1, 1..^2, (0..^0, -2)", string.Join(", ", parts));
        Assert.Equal((AxisPart)1, new Index(1));
        Assert.NotEqual((AxisPart)1, ^1);
    }

    private static void Check(Shape shape, double[] elements, Variable<double> actual)
    {
        Assert.Equal(shape, actual.Shape);
        Assert.Equal(elements, actual.ToArray());
    }

    private static void CheckMessage(string message, Func<Variable<double>> apply) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(apply).Message);
}
