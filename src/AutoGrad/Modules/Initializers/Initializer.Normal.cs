namespace AutoGrad;

public abstract partial record Initializer
{
    /// <summary>Normal with a mean and a standard deviation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is not finite, or the standard deviation is not or is negative.</exception>
    public static Initializer Normal(double mean, double standardDeviation)
    {
        Guard.Argument(double.IsFinite(mean), nameof(Normal), "needs a finite mean", $"{mean}", nameof(mean));
        Guard.Argument(double.IsFinite(standardDeviation) && standardDeviation >= 0, nameof(Normal), "needs a finite standardDeviation of at least 0",
            $"{standardDeviation}", nameof(standardDeviation));
        return new NormalInitializer(mean, standardDeviation);
    }

    private sealed record NormalInitializer(double Mean, double StandardDeviation) : Initializer
    {
        protected override void Fill(Span<double> values, Shape shape, RandomStream random) => random.FillNormal(values, Mean, StandardDeviation);
    }
}
