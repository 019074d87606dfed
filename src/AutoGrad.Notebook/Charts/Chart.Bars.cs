using System.Numerics;
using AutoGrad.Notebook.Charts.Marks;

namespace AutoGrad.Notebook;

public sealed partial class Chart
{
    /// <summary>Adds a bar for each label. Several series of bars stand side by side.</summary>
    /// <param name="labels">The names below the bars, the same for all series.</param>
    /// <param name="values">As many values.</param>
    /// <param name="name">What the legend calls the series; null for nothing.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There are more labels than values, or fewer, or others than those of the series before.</exception>
    public Chart Bars<T>(IEnumerable<string> labels, IEnumerable<T> values, string? name = null) where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(labels);
        string[] places = [.. labels];
        var heights = Numbers(values, nameof(values));
        if (places.Length != heights.Length || places.Length == 0)
            throw new ArgumentException($"Chart.Bars: needs as many labels as values, at least one, got {places.Length} and {heights.Length}.", nameof(values));
        if (_x.Categories is { } others && !others.SequenceEqual(places))
            throw new ArgumentException($"Chart.Bars: needs the labels of the series before, {string.Join(", ", others)}, got {string.Join(", ", places)}.", nameof(labels));
        _x.Categories = places;
        Add(new BarMark(name, NextColor(), [.. places.Select((_, i) => i - 0.4)], [.. places.Select((_, i) => i + 0.4)], heights, "bars"));
        var series = _marks.OfType<BarMark>().ToList();
        for (var i = 0; i < series.Count; i++)
            series[i].Slot = (i, series.Count);
        return this;
    }

    /// <summary>Adds a histogram: how many of the values lie in each of some ranges of equal length.</summary>
    /// <param name="values">The values. NaN and infinities are left out.</param>
    /// <param name="bins">The number of ranges.</param>
    /// <param name="name">What the legend calls it; null for nothing.</param>
    /// <param name="range">From where to where; values outside are left out. Null for the least to the greatest value.</param>
    /// <param name="density">Whether the area of all bars is one, as under a density, and not their sum the number of values.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">There are no bins, or no finite values and no range, or the range is not finite and increasing.</exception>
    public Chart Histogram<T>(IEnumerable<T> values, int bins = 30, string? name = null, (double From, double To)? range = null, bool density = false) where T : INumber<T>
    {
        var numbers = Numbers(values, nameof(values)).Where(double.IsFinite).ToArray();
        if (bins < 1)
            throw new ArgumentOutOfRangeException(nameof(bins), $"Chart.Histogram: needs at least one bin, got {bins}.");
        if (numbers.Length == 0 && range is null)
            throw new ArgumentException("Chart.Histogram: needs finite values or a range, got neither.", nameof(values));
        var (from, to) = range ?? (numbers.Min(), numbers.Max());
        if (range is null && from == to)
            (from, to) = (from - 0.5, to + 0.5);
        if (!(to - from is > 0 and < double.PositiveInfinity))
            throw new ArgumentException(FormattableString.Invariant($"Chart.Histogram: needs a range that is finite and increasing, got from {from} to {to}."), nameof(range));
        var heights = new double[bins];
        var kept = 0;
        foreach (var number in numbers.Where(number => number >= from && number <= to))
        {
            // The last bin holds its upper end, too.
            heights[Math.Min((int)((number - from) / (to - from) * bins), bins - 1)]++;
            kept++;
        }
        var width = (to - from) / bins;
        if (density && kept > 0)
            heights = Array.ConvertAll(heights, height => height / (kept * width));
        return Add(new BarMark(name, NextColor(), [.. heights.Select((_, i) => from + (i * width))], [.. heights.Select((_, i) => from + ((i + 1) * width))], heights, "bins"));
    }
}
