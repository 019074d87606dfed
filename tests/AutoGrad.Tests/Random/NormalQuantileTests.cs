namespace AutoGrad.Tests;

public sealed class NormalQuantileTests
{
    // Quantiles by Newton's method on the power series of the distribution function, in 60 decimal digits.
    [Theory]
    [InlineData(0.4999999990686774, -2.3344794983332983e-09)]
    [InlineData(0.4, -0.2533471031357997)]
    [InlineData(0.1, -1.2815515655446004)]
    [InlineData(0.0750001, -1.4395307645017297)]
    [InlineData(0.0749999, -1.4395321773759007)]
    [InlineData(0.025, -1.9599639845400543)]
    [InlineData(0.001, -3.0902323061678136)]
    [InlineData(1e-06, -4.753424308822899)]
    [InlineData(1.4e-11, -6.656723091518184)]
    [InlineData(1.3e-11, -6.667611456510741)]
    [InlineData(1e-13, -7.348796102800677)]
    [InlineData(1.1102230246251565e-16, -8.209536151601387)]
    public void At_IsTheQuantile(double probability, double quantile)
    {
        Assert.Equal(1, NormalQuantile.At(probability) / quantile, tolerance: 1e-15);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.0625)]
    [InlineData(1.1102230246251565e-16)]
    public void At_IsOddAboutTheMedian(double probability)
    {
        Assert.Equal(-NormalQuantile.At(probability), NormalQuantile.At(1 - probability));
    }

    [Fact]
    public void At_Median_IsZero() => Assert.Equal(0, NormalQuantile.At(0.5));

    [Fact]
    public void Log_AgreesWithTheLibrary()
    {
        for (double x = 1.1102230246251565e-16; x < 0.5; x *= 1.0009)
            Assert.Equal(1, NormalQuantile.Log(x) / Math.Log(x), tolerance: 5e-16);
    }
}
