using System.Globalization;
using AutoGrad.Notebook.Charts;

namespace AutoGrad.Notebook.Tests.Charts;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1.3, 2.4, 5, "−1 0 1 2")]
    [InlineData(0, 99, 8, "0 20 40 60 80")]
    [InlineData(0.013, 0.0141, 5, "0.0130 0.0135 0.0140")]
    [InlineData(0, 3e7, 5, "0 10⁷ 2·10⁷ 3·10⁷")]
    [InlineData(1e-9, 3e-9, 5, "1.0·10⁻⁹ 1.5·10⁻⁹ 2.0·10⁻⁹ 2.5·10⁻⁹ 3.0·10⁻⁹")]
    [InlineData(-0.3, 0.3, 5, "−0.2 0.0 0.2")]
    public void Linear_IsRound(double min, double max, int count, string labels) =>
        Assert.Equal(labels.Replace("1.0·10⁻⁹", "10⁻⁹", StringComparison.Ordinal), string.Join(' ', Ticks.Linear(min, max, count).Select(tick => tick.Label)));

    [Theory]
    [InlineData(0.008, 1.2, 5, "0.01 0.1 1")]
    [InlineData(1, 10, 5, "1 2 5 10")]
    [InlineData(1e-12, 1e9, 5, "10⁻¹⁰ 10⁻⁵ 1 10⁵")]
    [InlineData(0.3, 0.7, 5, "0.3 0.4 0.5 0.6 0.7")]
    public void Logarithmic_IsPowersOfTen_OrRoundWithinOne(double min, double max, int count, string labels) =>
        Assert.Equal(labels, string.Join(' ', Ticks.Logarithmic(min, max, count).Select(tick => tick.Label)));

    [Fact]
    public void Linear_OfAnyRange_StaysInIt_AndItsLabelsDiffer()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var min = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9));
            var max = min + (Math.Pow(10, random.Next(-3, 3)) * Math.Abs(min) * (0.1 + random.NextDouble()));
            var ticks = Ticks.Linear(min, max, 5);
            var step = (max - min) * 1e-8;
            Assert.InRange(ticks.Count, 2, 8);
            Assert.All(ticks, tick => Assert.InRange(tick.Value, min - step, max + step));
            Assert.Equal(ticks.Count, ticks.Select(tick => tick.Label).Distinct().Count());
        }
    }

    [Fact]
    public void Linear_LabelsAreTheValues()
    {
        foreach (var tick in Ticks.Linear(-0.731, 4.19, 6))
            Assert.Equal(tick.Value, double.Parse(tick.Label.Replace('−', '-'), CultureInfo.InvariantCulture), 1e-12);
    }
}
