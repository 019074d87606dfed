namespace AutoGrad.Tests.Modules;

public sealed class FlattenTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 12 })]
    [InlineData(new[] { 5 }, new[] { 5, 1 })]
    [InlineData(new[] { 0, 3, 4 }, new[] { 0, 12 })]
    [InlineData(new[] { 2, 0, 4 }, new[] { 2, 0 })]
    public void Forward_KeepsTheFirstAxis(int[] lengths, int[] expected) =>
        Assert.Equal(expected, new Flatten<float>().Forward(Variable.Zeros<float>(Shape.Create(lengths))).Shape);

    [Fact]
    public void Forward_KeepsTheOrder()
    {
        var x = Variable.Create<float>([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], new Flatten<float>().Forward(x).ToArray());
    }

    [Fact]
    public void Forward_OfAScalar_Throws()
    {
        var exception = Assert.Throws<ShapeException>(() => new Flatten<float>().Forward(1));

        Assert.Equal("Flatten: needs a batch x [n, ..], got x [].", exception.Message);
    }
}
