namespace AutoGrad;

public abstract partial record Initializer
{
    /// <summary>Uniform in ±√(6/(fanIn + fanOut)), so that the variance of a layer's values and that of its cotangents stay about the same.</summary>
    /// <remarks>X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 16.</remarks>
    public static Initializer XavierUniform { get; } = new FanInitializer(nameof(XavierUniform), IsUniform: true, (fanIn, fanOut) => 2.0 / (fanIn + fanOut));

    /// <summary>Normal with mean 0 and variance 2/(fanIn + fanOut).</summary>
    /// <remarks>X. Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010, equation 12.</remarks>
    public static Initializer XavierNormal { get; } = new FanInitializer(nameof(XavierNormal), IsUniform: false, (fanIn, fanOut) => 2.0 / (fanIn + fanOut));

    /// <summary>Uniform in ±√(6/fanIn), for layers that a rectifier follows.</summary>
    /// <remarks>K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015: the variance of equation 10.</remarks>
    public static Initializer HeUniform { get; } = new FanInitializer(nameof(HeUniform), IsUniform: true, (fanIn, _) => 2.0 / fanIn);

    /// <summary>Normal with mean 0 and variance 2/fanIn, for layers that a rectifier follows.</summary>
    /// <remarks>K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015, equation 10.</remarks>
    public static Initializer HeNormal { get; } = new FanInitializer(nameof(HeNormal), IsUniform: false, (fanIn, _) => 2.0 / fanIn);

    /// <summary>Uniform in ±1/√fanIn, which is what PyTorch's layers start from.</summary>
    /// <remarks>
    /// Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, "Efficient BackProp", 1998, asks for a standard deviation of 1/√fanIn; this one is √3 times less.
    /// </remarks>
    public static Initializer TorchUniform { get; } = new FanInitializer(nameof(TorchUniform), IsUniform: true, (fanIn, _) => 1.0 / (3.0 * fanIn));

    private sealed record FanInitializer(string Name, bool IsUniform, Func<int, int, double> Variance) : Initializer
    {
        protected override void Fill(Span<double> values, Shape shape, RandomStream random)
        {
            var (fanIn, fanOut) = FansOf(Name, shape);
            if (values.IsEmpty)
                return;
            var standardDeviation = Math.Sqrt(Variance(fanIn, fanOut));
            // U(-a, a) has variance a²/3.
            var bound = Math.Sqrt(3) * standardDeviation;
            if (IsUniform)
                random.FillUniform(values, -bound, bound);
            else
                random.FillNormal(values, 0, standardDeviation);
        }
    }
}
