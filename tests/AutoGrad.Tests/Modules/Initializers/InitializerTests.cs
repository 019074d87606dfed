namespace AutoGrad.Tests.Modules.Initializers;

public sealed class InitializerTests
{
    // [outputs, inputs, receptive field]: the fan-in is 300 and the fan-out is 600.
    private static readonly Shape Shape = [200, 100, 3];

    public static TheoryData<Initializer, double> Uniforms => new()
    {
        { Initializer.XavierUniform, Math.Sqrt(6.0 / 900) },
        { Initializer.HeUniform, Math.Sqrt(6.0 / 300) },
        { Initializer.TorchUniform, Math.Sqrt(1.0 / 300) },
        { Initializer.Uniform(-0.5, 0.5), 0.5 },
    };

    public static TheoryData<Initializer, double, double> Normals => new()
    {
        { Initializer.XavierNormal, 0, Math.Sqrt(2.0 / 900) },
        { Initializer.HeNormal, 0, Math.Sqrt(2.0 / 300) },
        { Initializer.Normal(1.5, 0.25), 1.5, 0.25 },
    };

    [Theory]
    [MemberData(nameof(Uniforms))]
    public void Uniform_FillsItsBounds(Initializer initializer, double bound)
    {
        var values = initializer.Create<double>(Shape, new RandomStream(5)).ToArray();
        var tolerance = 5 / Math.Sqrt(values.Length);

        Assert.All(values, value => Assert.InRange(Math.Abs(value), 0, bound * (1 + 1e-15)));
        Assert.InRange(values.Max(), bound * 0.999, bound);
        Assert.InRange(values.Min(), -bound * (1 + 1e-15), -bound * 0.999);
        Assert.Equal(0, values.Average() / bound, tolerance);
        Assert.Equal(1.0 / 3, values.Average(value => value * value) / (bound * bound), tolerance);
    }

    [Theory]
    [MemberData(nameof(Normals))]
    public void Normal_HasItsMoments(Initializer initializer, double mean, double standardDeviation)
    {
        var values = initializer.Create<double>(Shape, new RandomStream(5)).ToArray();
        var z = Array.ConvertAll(values, value => (value - mean) / standardDeviation);
        var tolerance = 5 / Math.Sqrt(values.Length);

        Assert.Equal(0, z.Average(), tolerance);
        Assert.Equal(1, z.Average(x => x * x), 2 * tolerance);
        Assert.Equal(3, z.Average(x => x * x * x * x), 10 * tolerance);
    }

    [Theory]
    [MemberData(nameof(Uniforms))]
    public void Create_TwiceFromOneSeed_GivesTheSameBits(Initializer initializer, double bound)
    {
        var values = initializer.Create<float>(Shape, new RandomStream(9)).ToArray();

        Assert.Equal(values, initializer.Create<float>(Shape, new RandomStream(9)).ToArray());
        Assert.NotEqual(values, initializer.Create<float>(Shape, new RandomStream(10)).ToArray());
        Assert.All(values, value => Assert.InRange(Math.Abs(value), 0, (float)bound));
    }

    [Fact]
    public void Constant_FillsWithItsValue()
    {
        Assert.Equal([0.0, 0.0, 0.0], Initializer.Zeros.Create<double>([3], new RandomStream(1)).ToArray());
        Assert.Equal([2.5f, 2.5f], Initializer.Constant(2.5).Create<float>([2, 1], new RandomStream(1)).ToArray());
    }

    [Fact]
    public void Create_OfNoElements_IsEmpty() => Assert.Equal([3, 0], Initializer.HeNormal.Create<float>([3, 0], new RandomStream(1)).Shape);

    [Fact]
    public void Create_OfAVectorByFans_Throws()
    {
        var exception = Assert.Throws<ShapeException>(() => Initializer.XavierUniform.Create<float>([3], new RandomStream(1)));

        Assert.Equal("XavierUniform: needs a shape [outputs, inputs, ..], got [3].", exception.Message);
    }

    public static TheoryData<Func<Initializer>, string> Wrong => new()
    {
        { () => Initializer.Uniform(1, 1), "Uniform: needs finite low < high, got low 1 and high 1. (Parameter 'low')" },
        { () => Initializer.Uniform(double.NaN, 1), "Uniform: needs finite low < high, got low NaN and high 1. (Parameter 'low')" },
        { () => Initializer.Normal(double.NaN, 1), "Normal: needs a finite mean, got NaN. (Parameter 'mean')" },
        { () => Initializer.Normal(0, -1), "Normal: needs a finite standardDeviation of at least 0, got -1. (Parameter 'standardDeviation')" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Make_OfANumberOutOfRange_Throws(Func<Initializer> make, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
}
