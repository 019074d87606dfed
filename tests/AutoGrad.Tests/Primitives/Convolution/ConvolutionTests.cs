using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives.Convolution;

public class ConvolutionTests
{
    private static readonly Variable<double> Image = Reshape(Variable.Vector<double>(1, 2, 3, 4), 1, 1, 2, 2);
    private static readonly Variable<double> Filter = Reshape(Variable.Vector<double>(1, 2, 3, 4), 1, 1, 2, 2);

    private static readonly (string Message, Func<Variable<double>> Apply)[] Wrong =
    [
        ("Conv2d: needs x [n, c, h, w] and w [k, c, h, w], got x [2, 3] and w [1, 1, 2, 2].", () => Conv2d(Ones(2, 3), Filter)),
        ("Conv1d: needs x [n, c, l] and w [k, c, l], got x [1, 1, 2, 2] and w [1, 1, 2, 2].", () => Conv1d(Image, Filter)),
        ("Conv2d: needs x [n, c, h, w] and w [k, c / groups, h, w] with k and c divisible by groups, got x [1, 2, 3, 3], w [1, 1, 2, 2] and groups 1.",
            () => Conv2d(Ones(1, 2, 3, 3), Filter)),
        ("Conv2d: needs x [n, c, h, w] and w [k, c / groups, h, w] with k and c divisible by groups, got x [1, 2, 3, 3], w [1, 1, 2, 2] and groups 2.",
            () => Conv2d(Ones(1, 2, 3, 3), Filter, groups: 2)),
        ("Conv2d: needs windows of at least one element that fit into the padded x, " +
            "got window [5, 1], dilation [1, 1], padding [1, 0] before and [1, 0] after, and x [1, 1, 2, 2].",
            () => Conv2d(Image, Ones(1, 1, 5, 1), padding: [1, 0])),
        ("Conv1d: needs windows of at least one element that fit into the padded x, " +
            "got window [0], dilation [1], padding [0] before and [0] after, and x [1, 1, 2].", () => Conv1d(Ones(1, 1, 2), Ones(1, 1, 0))),
        ("Conv1d: needs windows of at least one element that fit into the padded x, " +
            "got window [3], dilation [2147483647], padding [0] before and [0] after, and x [1, 1, 2].",
            () => Conv1d(Ones(1, 1, 2), Ones(1, 1, 3), dilation: int.MaxValue)),
        ("Shape: needs at most 2147483591 elements, empty axes aside, got [1, 1, 2147483647].",
            () => ConvTranspose1d(Ones(1, 1, 3), Ones(1, 1, 1), stride: int.MaxValue)),
        ("Conv2d: needs one stride or one for each spatial axis, got stride [1, 2, 3] and x [1, 1, 2, 2].", () => Conv2d(Image, Filter, stride: [1, 2, 3])),
        ("Conv2d: needs one padding or one for each spatial axis, got padding [(1, 1), (2, 2), (3, 3)] and x [1, 1, 2, 2].",
            () => Conv2d(Image, Filter, padding: [1, 2, 3])),
        ("Conv2d: needs a bias with an element for each channel of the output, got bias [2] and output [1, 1, 1, 1].", () => Conv2d(Image, Filter, Ones(2))),
        ("ConvTranspose2d: needs x [n, c, h, w] and w [c, k / groups, h, w] with c divisible by groups, got x [1, 2, 3, 3], w [1, 1, 2, 2] and groups 1.",
            () => ConvTranspose2d(Ones(1, 2, 3, 3), Filter)),
        ("ConvTranspose1d: needs an output of at least one element and an output padding below the stride or the dilation, " +
            "got stride [1], padding [1] before and [1] after, output padding [0], dilation [1], x [1, 1, 2] and w [1, 1, 1].",
            () => ConvTranspose1d(Ones(1, 1, 2), Ones(1, 1, 1), padding: 1)),
        ("ConvTranspose1d: needs an output of at least one element and an output padding below the stride or the dilation, " +
            "got stride [2], padding [0] before and [0] after, output padding [2], dilation [1], x [1, 1, 2] and w [1, 1, 1].",
            () => ConvTranspose1d(Ones(1, 1, 2), Ones(1, 1, 1), stride: 2, outputPadding: 2)),
    ];

    [Fact]
    public void Shapes_ThatDoNotFit_AreNamed() =>
        Assert.All(Wrong, wrong => Assert.Equal(wrong.Message, Assert.Throws<ShapeException>(wrong.Apply).Message));

    [Fact]
    public void Numbers_BelowTheirLeast_AreNamed()
    {
        AssertArgument("stride", "Conv2d: needs a stride of at least 1, got [0, 1].", () => Conv2d(Image, Filter, stride: [0, 1]));
        AssertArgument("dilation", "Conv2d: needs a dilation of at least 1, got [0].", () => Conv2d(Image, Filter, dilation: 0));
        AssertArgument("padding", "Conv2d: needs a padding of at least 0, got [(0, -1)].", () => Conv2d(Image, Filter, padding: Padding.Of((0, -1))));
        AssertArgument("groups", "Conv2d: needs groups of at least 1, got 0.", () => Conv2d(Image, Filter, groups: 0));
        AssertArgument("outputPadding", "ConvTranspose2d: needs an outputPadding of at least 0, got [-1].",
            () => ConvTranspose2d(Image, Filter, outputPadding: -1));
    }

    [Fact]
    public void Figures_MatchThoseOfOthers()
    {
        Assert.Equal([30], Conv2d(Image, Filter).ToArray());
        Assert.Equal([8, 14, 20, 11], Conv1d(Reshape(Variable.Vector<double>(1, 2, 3, 4), 1, 1, 4), Reshape(Variable.Vector<double>(1, 2, 3), 1, 1, 3), padding: 1).ToArray());
        Assert.Equal([1, 2, 2, 4, 3, 4, 6, 8, 3, 6, 4, 8, 9, 12, 12, 16], ConvTranspose2d(Image, Filter, stride: 2).ToArray());
        Assert.Equal([1, 2, 2, 4, 3, 4, 6, 8, 3, 6, 4, 8, 9, 12, 12, 16], ConvTranspose2d(Image, Filter, dilation: 2).ToArray());
    }

    [Fact]
    public void Padding_AroundAFilter_GivesZeros()
    {
        var y = Conv2d(Image, Ones(1, 1, 1, 1), padding: 2);
        Assert.Equal([1, 1, 6, 6], y.Shape);
        Assert.Equal(10, y.ToArray().Sum());
        Assert.Equal([1, 2, 0, 0, 0, 0, 3, 4], y.ToArray().AsSpan(14, 8).ToArray());
    }

    [Fact]
    public void AnInfinity_ReachesOnlyTheWindowsThatMeetIt()
    {
        var x = Reshape(Variable.Vector(1, double.PositiveInfinity, 2, 3, double.NaN, 1), 1, 1, 6);
        Assert.Equal([double.PositiveInfinity, double.PositiveInfinity, 5, double.NaN, double.NaN], Conv1d(x, Ones(1, 1, 2)).ToArray());
    }

    [Fact]
    public void NoImages_GiveNoImages_AndNoCotangentOfTheFilters()
    {
        var x = Variable.Zeros<double>([0, 1, 3, 3]);
        Assert.Equal([0, 1, 2, 2], Conv2d(x, Filter).Shape);
        Assert.Equal([0, 0, 0, 0], Differentiate.Gradient(w => Sum(Conv2d(x, w)), Filter).ToArray());
    }

    [Fact]
    public void Formula_NamesWhatIsNotPlain()
    {
        using var tape = new Tape<double>();
        var y = Conv2d(Identity(Image), Filter, stride: [1, 2], padding: 1);
        Assert.Equal("conv[stride [1, 2], padding [1, 1]](x, w)",
            tape.Record.Nodes[y.Index].Primitive.Write([Formula.Symbol("x"), Formula.Symbol("w")]).ToString());
    }

    private static void AssertArgument(string parameter, string message, Func<Variable<double>> apply)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(apply);
        Assert.Equal(parameter, exception.ParamName);
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    private static Variable<double> Ones(params int[] lengths) => Variable.Ones<double>(Shape.Create(lengths));
}
