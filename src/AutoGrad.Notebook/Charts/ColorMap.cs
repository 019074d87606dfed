using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Charts;

/// <summary>Which colour stands for which value.</summary>
internal sealed class ColorMap
{
    private readonly bool _isDiverging;
    private readonly double _low;
    private readonly double _high;

    private ColorMap(double min, double max)
    {
        (Min, Max, _isDiverging) = (min, max, min < 0 && max > 0);
        var reach = Math.Max(-min, max);
        (_low, _high) = _isDiverging ? (-reach, reach) : min < max ? (min, max) : (min - 0.5, max + 0.5);
    }

    public double Min { get; }

    public double Max { get; }

    public (byte R, byte G, byte B) this[double value] => Colors.OfAmount((value - _low) / (_high - _low), _isDiverging);

    public static ColorMap Of(double[] values)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        return new(finite.Min(), finite.Max());
    }

    /// <summary>The values as pixels, row by row; one that is not finite is transparent.</summary>
    public byte[] Paint(double[] values, int width)
    {
        var pixels = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                continue;
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2]) = this[values[i]];
            pixels[(4 * i) + 3] = 255;
        }
        return Png.Encode(pixels, width, 4);
    }

    /// <summary>The width of the bar with its labels.</summary>
    public double BarWidth => 17 + (BarTicks.Max(tick => tick.Label.Length) * ChartWriter.CharacterWidth);

    private IReadOnlyList<Tick> BarTicks => Ticks.Linear(_low, _high, 5);

    /// <summary>Draws the bar of colours with its ticks to the right of a place, from a top to a bottom.</summary>
    public void DrawBar(SvgText svg, double x, double top, double bottom)
    {
        const int Steps = 64;
        var values = Enumerable.Range(0, Steps).Select(i => _high - ((i + 0.5) / Steps * (_high - _low))).ToArray();
        svg.Image(Paint(values, 1), x, top, 12, bottom - top, "smooth");
        foreach (var tick in BarTicks)
            svg.Label(tick.Label, x + 17, bottom - ((tick.Value - _low) / (_high - _low) * (bottom - top)) + 4.5, "start");
    }
}
