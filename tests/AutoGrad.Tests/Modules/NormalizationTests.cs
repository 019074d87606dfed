namespace AutoGrad.Tests.Modules;

public sealed class NormalizationTests
{
    public static TheoryData<Module<double>, int[], string> WrongShapes => new()
    {
        { new BatchNorm1d<double>(3), [2, 4], "BatchNorm1d: needs x [n, c] or [n, c, l] with 3 channels, got x [2, 4]." },
        { new BatchNorm1d<double>(3), [1, 3], "BatchNorm1d: needs more than one element of each channel in training, got x [1, 3]." },
        { new BatchNorm2d<double>(3), [2, 3, 4], "BatchNorm2d: needs x [n, c, h, w] with 3 channels, got x [2, 3, 4]." },
        { new LayerNorm<double>([2, 3]), [4, 3], "LayerNorm: needs x whose last axes are [2, 3], got x [4, 3]." },
        { new RmsNorm<double>([2, 3]), [3], "RmsNorm: needs x whose last axes are [2, 3], got x [3]." },
        { new GroupNorm<double>(2, 4), [2, 3], "GroupNorm: needs x [n, c, ..] with 4 channels, got x [2, 3]." },
        { new InstanceNorm<double>(4), [2, 4], "InstanceNorm: needs x [n, c, l, ..] with 4 channels, got x [2, 4]." },
        { new Bilinear<double>(2, 3, 1, new RandomStream(1)), [5, 2], "Bilinear: needs a [.., i] and b [.., j] with equal first axes and weight [k, i, j], got a [5, 2], b [5, 2] and weight [1, 2, 3]." },
        { new Residual<double>(new Linear<double>(2, 3, new RandomStream(1))), [5, 2], "Residual: needs a body and a shortcut of equal shapes, got body [5, 3] and shortcut [5, 2]." },
    };

    [Theory]
    [MemberData(nameof(WrongShapes))]
    public void Forward_OfAWrongShape_Throws(Module<double> module, int[] shape, string message) =>
        Assert.Equal(message, Assert.Throws<ShapeException>(() => module.Forward(Variable.Ones<double>(Shape.Create(shape)))).Message);

    public static TheoryData<Func<Module<double>>, string> WrongArguments => new()
    {
        { () => new BatchNorm2d<double>(0), "BatchNorm2d: needs at least 1 channel, got 0. (Parameter 'channels')" },
        { () => new BatchNorm1d<double>(1, momentum: 2), "BatchNorm1d: needs a momentum from 0 to 1, or none, got 2. (Parameter 'momentum')" },
        { () => new LayerNorm<double>([]), "LayerNorm: needs a shape of at least one axis and no empty one, got []. (Parameter 'shape')" },
        { () => new RmsNorm<double>([2, 0]), "RmsNorm: needs a shape of at least one axis and no empty one, got [2, 0]. (Parameter 'shape')" },
        { () => new LayerNorm<double>([1], -1), "LayerNorm: needs a finite epsilon of at least 0, got -1. (Parameter 'epsilon')" },
        { () => new GroupNorm<double>(2, 3), "GroupNorm: needs at least 1 group and groups that divide the channels, got 2 groups and 3 channels. (Parameter 'groups')" },
        { () => new InstanceNorm<double>(0), "InstanceNorm: needs at least 1 channel, got 0. (Parameter 'channels')" },
        { () => new Embedding<double>(0, 2, new RandomStream(1)), "Embedding: needs at least 1 vector, got 0. (Parameter 'count')" },
        { () => new Embedding<double>(1, 0, new RandomStream(1)), "Embedding: needs a width of at least 1, got 0. (Parameter 'width')" },
        { () => new Bilinear<double>(1, 1, 0, new RandomStream(1)), "Bilinear: needs at least 1 output, got 0. (Parameter 'outputs')" },
        { () => new ConvTranspose2d<double>(1, 1, 0, new RandomStream(1)), "ConvTranspose2d: needs a window of at least 1, one length or 2, got [0]. (Parameter 'window')" },
    };

    [Theory]
    [MemberData(nameof(WrongArguments))]
    public void Constructor_OfAWrongArgument_Throws(Func<Module<double>> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);

    [Fact]
    public void BatchNorm_OfALargeMean_KeepsItsDigits()
    {
        var x = Variable.Create<float>([1e6f, 1e6f + 1, 1e6f + 2, 1e6f + 3], [4, 1]);
        var y = new BatchNorm1d<float>(1, epsilon: 0).Forward(x).ToArray();

        Assert.Equal([-1.3416407, -0.4472136, 0.4472136, 1.3416407], y.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Standardize_WithAWrongEpsilon_Throws(double epsilon) => Assert.StartsWith(
        "Standardize: needs a finite epsilon of at least 0, got",
        Assert.Throws<ArgumentOutOfRangeException>(() => Op.Standardize(Variable.Ones<double>([2]), [0], epsilon)).Message, StringComparison.Ordinal);

    // In single precision numbers of this size are 1/1024 apart, and their squares 8.
    [Theory]
    [InlineData(256, 4, 1)]
    [InlineData(16, 4, 256)]
    public void BatchNorm_OfFloatsFarFromZero_IsThatOfTheirDistances(int count, int channels, int length)
    {
        var distances = Op.Round(1024 * Op.Normal<float>([count, channels, length], new RandomStream(3))) / 1024;

        var near = new BatchNorm1d<float>(channels, affine: false).Forward(distances).ToArray();
        var far = new BatchNorm1d<float>(channels, affine: false).Forward(distances + 1e4f).ToArray();

        Assert.All(near.Zip(far), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.001f));
    }
}
