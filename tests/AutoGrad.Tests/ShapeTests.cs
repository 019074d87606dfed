namespace AutoGrad.Tests;

public class ShapeTests
{
    [Fact]
    public void Properties_AreThoseOfTheLengths()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal(3, shape.Rank);
        Assert.Equal(24, shape.Size);
        Assert.Equal(3, shape[1]);
        Assert.Equal(4, shape[^1]);
        Assert.Equal([2, 3, 4], shape);
        Assert.Equal("[2, 3, 4]", shape.ToString());
        Assert.Equal("[]", Shape.Scalar.ToString());
        Assert.Equal(1, Shape.Scalar.Size);
        Assert.Equal(0, Shape.Scalar.Rank);
        Assert.Same(Shape.Scalar, Shape.Create([]));
    }

    [Fact]
    public void Equality_IsByLengths()
    {
        Shape a = [2, 3];
        Assert.True(a.Equals(Shape.Create([2, 3])));
        Assert.Equal(a.GetHashCode(), Shape.Create([2, 3]).GetHashCode());
        Assert.False(a.Equals(Shape.Create([3, 2])));
        Assert.False(a.Equals(Shape.Create([2, 3, 1])));
        Assert.False(a.Equals(null));
        Assert.False(a.Equals((object)"[2, 3]"));
    }

    [Fact]
    public void Create_CopiesTheLengths()
    {
        int[] lengths = [2, 3];
        var shape = Shape.Create(lengths);
        lengths[0] = 9;
        Assert.Equal(2, shape[0]);
    }

    [Fact]
    public void Create_OfANegativeLength_SaysWhich()
    {
        var exception = Assert.Throws<ShapeException>(() => Shape.Create([2, -1]));
        Assert.Equal("Shape: needs lengths of at least 0, got [2, -1].", exception.Message);
        Assert.Throws<ShapeException>(() => Shape.Create([0, -1]));
    }

    [Fact]
    public void Create_OfMoreElementsThanAnArrayHolds_SaysHowMany()
    {
        var exception = Assert.Throws<ShapeException>(() => Shape.Create([65536, 65536]));
        Assert.Equal($"Shape: needs at most {Array.MaxLength} elements, empty axes aside, got [65536, 65536].", exception.Message);
        Assert.Throws<ShapeException>(() => Shape.Create([int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue]));
        Assert.Equal(Array.MaxLength, Shape.Create([Array.MaxLength]).Size);
        Assert.Throws<ShapeException>(() => Shape.Create([Array.MaxLength + 1]));
    }

    [Fact]
    public void Create_OfEmptyAxes_CountsAlikeInEveryOrder()
    {
        Assert.Equal(0, Shape.Create([0, 3]).Size);
        Assert.Equal(0, Shape.Create([100_000, 0, 10_000]).Size);
        // The strides of the other axes would overflow, whichever comes first.
        Assert.Throws<ShapeException>(() => Shape.Create([0, 100_000, 100_000]));
        Assert.Throws<ShapeException>(() => Shape.Create([100_000, 100_000, 0]));
    }

    [Theory]
    [InlineData(new int[0], new int[0], new int[0])]
    [InlineData(new int[0], new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 3 }, new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 1, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 5, 1, 4 }, new[] { 7, 1, 6, 1 }, new[] { 7, 5, 6, 4 })]
    [InlineData(new[] { 0 }, new[] { 1 }, new[] { 0 })]
    [InlineData(new[] { 0, 1 }, new[] { 3 }, new[] { 0, 3 })]
    [InlineData(new[] { 2, 0 }, new int[0], new[] { 2, 0 })]
    [InlineData(new[] { 1, 1, 1 }, new[] { 1 }, new[] { 1, 1, 1 })]
    public void Broadcast_GivesTheCommonShape(int[] a, int[] b, int[] expected)
    {
        Assert.Equal(Shape.Create(expected), Shape.Broadcast("Add", Shape.Create(a), Shape.Create(b)));
        Assert.Equal(Shape.Create(expected), Shape.Broadcast("Add", Shape.Create(b), Shape.Create(a)));
    }

    [Theory]
    [InlineData(new[] { 2 }, new[] { 3 }, "a [2] and b [3]")]
    [InlineData(new[] { 2, 3 }, new[] { 2 }, "a [2, 3] and b [2]")]
    [InlineData(new[] { 2 }, new[] { 2, 3 }, "a [2] and b [2, 3]")]
    [InlineData(new[] { 0 }, new[] { 2 }, "a [0] and b [2]")]
    public void Broadcast_OfOthers_SaysBoth(int[] a, int[] b, string got)
    {
        var exception = Assert.Throws<ShapeException>(() => Shape.Broadcast("Add", Shape.Create(a), Shape.Create(b)));
        Assert.Equal($"Add: needs shapes that broadcast together (aligned from the last axis, equal or 1), got {got}.", exception.Message);
    }

    [Fact]
    public void Broadcast_IntoTooManyElements_Throws() =>
        Assert.Throws<ShapeException>(() => Shape.Broadcast("Add", Shape.Create([100_000, 1]), Shape.Create([1, 100_000])));

    [Fact]
    public void Axis_CountsFromEitherEnd()
    {
        Shape shape = [2, 3];
        Assert.Equal(1, shape.Axis("Sum", 1));
        Assert.Equal(1, shape.Axis("Sum", -1));
        Assert.Equal(0, shape.Axis("Sum", -2));
        foreach (var axis in new[] { 2, -3, int.MinValue, int.MaxValue })
        {
            var exception = Assert.Throws<ShapeException>(() => shape.Axis("Sum", axis));
            Assert.Equal($"Sum: needs an axis from -2 to 1, got axis {axis} and x [2, 3].", exception.Message);
        }
        Assert.Equal("Sum: needs an axis of x, got axis 0 and x [], which has none.",
            Assert.Throws<ShapeException>(() => Shape.Scalar.Axis("Sum", 0)).Message);
    }
}
