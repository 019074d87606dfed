namespace AutoGrad.Notebook.Charts;

/// <summary>What a chart says about one of its axes, and which numbers its marks put there.</summary>
internal sealed class Axis
{
    public string? Label { get; set; }

    public bool IsLogarithmic { get; set; }

    /// <summary>The range that the user asked for.</summary>
    public (double From, double To)? Range { get; set; }

    /// <summary>Names for the places 0, 1, 2, ...; null for an axis of numbers.</summary>
    public IReadOnlyList<string>? Categories { get; set; }

    /// <summary>Whether it runs from the top down, as the rows of a matrix do.</summary>
    public bool IsReversed { get; set; }

    /// <summary>The range that is drawn, for numbers on it; those that the axis cannot show count for nothing.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="padding">The part of the range that is added at each end.</param>
    /// <param name="fromZero">Whether bars stand on it, so that zero belongs to it and needs no space below.</param>
    public (double Min, double Max) Bounds(IEnumerable<double> values, double padding, bool fromZero)
    {
        if (Range is { } range)
            return range;
        if (Categories is not null)
            return (-0.5, Categories.Count - 0.5);
        var (min, max) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            if (CanShow(value))
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
        }
        if (min > max)
            return IsLogarithmic ? (1, 10) : (0, 1);
        if (IsLogarithmic)
        {
            var factor = min == max ? 2 : Math.Pow(max / min, padding);
            return (min / factor, max * factor);
        }
        if (fromZero)
            (min, max) = (Math.Min(min, 0), Math.Max(max, 0));
        // A range of no length, or of one that is lost in rounding, is widened, so that ticks differ.
        var length = max - min > 1e-12 * Math.Max(Math.Abs(min), Math.Abs(max)) ? (max - min) * padding : Math.Max(Math.Abs(min), 1) / 2;
        return (fromZero && min == 0 ? 0 : min - length, fromZero && max == 0 ? 0 : max + length);
    }

    public bool CanShow(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0);
}
