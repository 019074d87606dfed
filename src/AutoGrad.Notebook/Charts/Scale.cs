namespace AutoGrad.Notebook.Charts;

/// <summary>From numbers on an axis to places on the picture.</summary>
internal sealed class Scale(Axis axis, (double Min, double Max) bounds, double from, double to)
{
    public double Min => bounds.Min;

    public double Max => bounds.Max;

    /// <summary>The place of a number, or NaN where the axis cannot show it.</summary>
    public double this[double value]
    {
        get
        {
            if (!axis.CanShow(value))
                return double.NaN;
            var part = axis.IsLogarithmic ? Math.Log(value / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min);
            // Beyond the picture a line keeps its slope, nearly, and its numbers stay short.
            return from + (Math.Clamp(axis.IsReversed ? 1 - part : part, -50, 50) * (to - from));
        }
    }

    public IReadOnlyList<Tick> Ticks(int count)
    {
        if (axis.Categories is { } names)
            return [.. names.Select((name, place) => new Tick(place, name))];
        return axis.IsLogarithmic ? Charts.Ticks.Logarithmic(Min, Max, count) : Charts.Ticks.Linear(Min, Max, count);
    }
}
