namespace AutoGrad;

public abstract partial record Initializer
{
    /// <summary>Uniform in [low, high).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not finite, or low is not below high.</exception>
    public static Initializer Uniform(double low, double high)
    {
        Guard.Argument(low < high && double.IsFinite(high - low), nameof(Uniform), "needs finite low < high", $"low {low} and high {high}", nameof(low));
        return new UniformInitializer(low, high);
    }

    private sealed record UniformInitializer(double Low, double High) : Initializer
    {
        protected override void Fill(Span<double> values, Shape shape, RandomStream random) => random.FillUniform(values, Low, High);
    }
}
