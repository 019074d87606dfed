using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

public class ShapingTests
{
    private static readonly Variable<double> S = Variable.Scalar(1.0);
    private static readonly Variable<double> M23 = Variable.Create<double>([1, 2, 3, 4, 5, 6], [2, 3]);
    private static readonly Variable<double> M30 = Variable.Zeros<double>([3, 0]);

    public static TheoryData<string, Func<object>> Messages => new()
    {
        { "Squeeze: needs axes of length 1, got axis 1 and x [2, 3].", () => Squeeze(M23, -1) },
        { "Squeeze: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Squeeze(M23, 2) },
        { "Squeeze: needs distinct axes, got axis 0 twice for x [1].", () => Squeeze(Variable.Ones<double>([1]), 0, -1) },
        { "Unsqueeze: needs new axes from -3 to 2, got axis 3 and x [2, 3].", () => Unsqueeze(M23, 3) },
        { "Unsqueeze: needs new axes from -1 to 0, got axis -2 and x [].", () => Unsqueeze(S, -2) },
        { "Unsqueeze: needs distinct axes, got axis 3 twice for x [2, 3].", () => Unsqueeze(M23, 3, -1) },
        { "MoveAxis: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => MoveAxis(M23, 0, 2) },
        { "SwapAxes: needs an axis of x, got axis 0 and x [], which has none.", () => SwapAxes(S, 0, 0) },
        { "Flip: needs an axis from -2 to 1, got axis -3 and x [2, 3].", () => Flip(M23, -3) },
        { "Flip: needs distinct axes, got axis 1 twice for x [2, 3].", () => Flip(M23, 1, -1) },
        { "Roll: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Roll(M23, 1, 2) },
        { "Roll: needs a shift for each axis, got 1 shifts and 2 axes.", () => Roll(M23, [1], [0, 1]) },
        { "Repeat: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Repeat(M23, 2, 2) },
        { "Shape: needs at most 2147483591 elements, empty axes aside, got [2147483647, 3].", () => Repeat(M23, int.MaxValue, 0) },
        { "Shape: needs at most 2147483591 elements, empty axes aside, got [2, 2147483647].", () => Tile(M23, 2000000000) },
        { "Split: needs a count that divides the length of axis 1, got 2 parts and x [2, 3].", () => Split(M23, 2, -1) },
        { "Split: needs sizes of at least 0 that sum up to the length of axis 0, got sizes [1, 2] and x [2, 3].", () => Split(M23, [1, 2]) },
        { "Split: needs sizes of at least 0 that sum up to the length of axis 0, got sizes [3, -1] and x [2, 3].", () => Split(M23, [3, -1]) },
        { "Split: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Split(M23, 1, 2) },
        { "Chunk: needs an axis from -2 to 1, got axis 2 and x [2, 3].", () => Chunk(M23, 1, 2) },
    };

    [Theory]
    [MemberData(nameof(Messages), DisableDiscoveryEnumeration = true)]
    public void Message_NamesTheOperationTheRuleAndEveryShape(string message, Func<object> apply) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(apply).Message);

    [Fact]
    public void Counts_OutOfRange_AreNamed()
    {
        CheckArgument("repeats", "Tile: needs numbers of at least 0, got [2, -1].", () => Tile(M23, 2, -1));
        CheckArgument("count", "Repeat: needs a count of at least 0, got -1.", () => Repeat(M23, -1, 0));
        CheckArgument("count", "Split: needs a count of at least 1, got 0.", () => Split(M23, 0));
        CheckArgument("count", "Chunk: needs a count of at least 1, got 0.", () => Chunk(M23, 0));
    }

    [Fact]
    public void Null_NamesTheArgument()
    {
        Variable<double> none = null!;
        foreach (var action in new Func<object>[]
        {
            () => Squeeze(none), () => Squeeze(none, 0), () => Unsqueeze(none, 0), () => MoveAxis(none, 0, 0), () => SwapAxes(none, 0, 0),
            () => Flip(none), () => Flip(none, 0), () => Roll(none, 1), () => Roll(none, 1, 0), () => Tile(none, 2),
            () => Repeat(none, 1, 0), () => Split(none, 1), () => Split(none, [1]), () => Chunk(none, 1),
        })
        {
            Assert.Equal("x", Assert.Throws<ArgumentNullException>(action).ParamName);
        }
    }

    [Fact]
    public void ViewsAndWholeTurns_CopyNothing()
    {
        Assert.Same(M23.Storage, Unsqueeze(M23, 0).Storage);
        Assert.Same(M23.Storage, Squeeze(Unsqueeze(M23, 0, -1)).Storage);
        Assert.Same(M23, Squeeze(M23));
        Assert.Same(M23, Roll(M23, 6, 1));
        Assert.Same(M30, Roll(M30, 1, 1));
    }

    [Fact]
    public void Flip_KeepsNaNAndNegativeZero()
    {
        var flipped = Flip(Variable.Vector(double.NaN, -0.0, double.PositiveInfinity)).ToArray();
        Assert.Equal([double.PositiveInfinity, -0.0, double.NaN], flipped);
        Assert.True(double.IsNegative(flipped[1]));
        Assert.Equal([0, 3], Flip(Variable.Zeros<double>([0, 3])).Shape);
        Assert.Equal(1, Flip(S).Scalar);
    }

    [Fact]
    public void Roll_GoesRoundMoreThanOnce()
    {
        Assert.Equal([3, 1, 2, 6, 4, 5], Roll(M23, 7, 1).ToArray());
        Assert.Equal([3, 1, 2, 6, 4, 5], Roll(M23, -2, -1).ToArray());
        Assert.Equal([6, 1, 2, 3, 4, 5], Roll(M23, 1).ToArray());
        Assert.Equal([3, 1, 2, 6, 4, 5], Roll(M23, int.MinValue, 1).ToArray());
    }

    [Fact]
    public void Tile_AndRepeat_OfNothing_AreEmpty()
    {
        Assert.Equal([4, 3], Tile(M23, 2, 1).Shape);
        Assert.Equal([2, 0], Tile(M23, 0).Shape);
        Assert.Equal([6, 0], Tile(M30, 2, 5).Shape);
        Assert.Equal([2, 0], Repeat(M23, 0, 1).Shape);
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], Repeat(M23, 2, 1).ToArray());
        Assert.Equal([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6], Repeat(M23, 2, 0).ToArray());
        Assert.Equal([1, 1], Tile(S, 2).ToArray());
    }

    [Fact]
    public void Chunk_GivesFewerParts_WhereTheAxisIsUsedUp()
    {
        Variable<double> x = new double[] { 1, 2, 3, 4, 5 };
        Assert.Equal(["[2]", "[2]", "[1]"], Chunk(x, 4).Select(part => $"{part.Shape}"));
        Assert.Equal(["[1]", "[1]", "[1]", "[1]", "[1]"], Chunk(x, 7).Select(part => $"{part.Shape}"));
        Assert.Equal(["[3, 0]", "[3, 0]"], Chunk(M30, 2, 1).Select(part => $"{part.Shape}"));
        Assert.Equal([4, 5], Chunk(x, 2)[1].ToArray()[^2..]);
    }

    private static void CheckArgument(string parameter, string message, Func<object> apply)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(apply);
        Assert.Equal(parameter, exception.ParamName);
        Assert.Equal($"{message} (Parameter '{parameter}')", exception.Message);
    }
}
