namespace AutoGrad.Notebook.Charts;

/// <summary>A mark on an axis.</summary>
internal readonly record struct Tick(double Value, string Label);

/// <summary>Round numbers within a range: 1, 2 or 5 times a power of ten apart, or for a logarithmic axis, 1, 2 or 5 times powers of ten.</summary>
internal static class Ticks
{
    /// <summary>About so many ticks from <paramref name="min"/> to <paramref name="max"/>; at most twice as many.</summary>
    public static IReadOnlyList<Tick> Linear(double min, double max, int count)
    {
        var (step, exponent) = Step((max - min) / count);
        var first = Math.Ceiling((min / step) - 1e-9);
        var last = Math.Floor((max / step) + 1e-9);
        var largest = Math.Max(Math.Abs(first), Math.Abs(last)) * step;
        var magnitude = largest == 0 ? 0 : (int)Math.Floor(Math.Log10(largest) + 1e-9);
        var scientific = magnitude >= 5 || exponent < -4;
        var decimals = Math.Max(0, (scientific ? magnitude : 0) - exponent);
        var ticks = new List<Tick>();
        for (var i = first; i <= last; i++)
        {
            var value = i * step;
            ticks.Add(new(value, scientific ? NumberText.Scientific(value, magnitude, decimals) : NumberText.Fixed(value, decimals)));
        }
        return ticks;
    }

    /// <summary>Ticks of a logarithmic axis, whose range is above zero.</summary>
    public static IReadOnlyList<Tick> Logarithmic(double min, double max, int count)
    {
        var (low, high) = ((int)Math.Floor(Math.Log10(min) + 1e-9), (int)Math.Ceiling(Math.Log10(max) - 1e-9));
        var decades = Math.Log10(max / min);
        var stride = Math.Max(1, (int)Math.Ceiling(decades / count));
        double[] mantissas = decades * 3 <= count ? [1, 2, 5] : [1];
        var ticks = new List<Tick>();
        for (var exponent = low; exponent <= high; exponent++)
        {
            if (exponent % stride != 0)
                continue;
            foreach (var mantissa in mantissas)
            {
                var value = mantissa * Math.Pow(10, exponent);
                if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9))
                    ticks.Add(new(value, exponent is >= -3 and <= 4 ? NumberText.Fixed(value, Math.Max(0, -exponent)) : NumberText.Scientific(value, exponent, 0)));
            }
        }
        // Within a part of a decade round numbers are evenly spaced.
        return ticks.Count >= 2 ? ticks : Linear(min, max, count);
    }

    // The least of 1, 2 and 5 times a power of ten that is not below a step, and that power.
    private static (double Step, int Exponent) Step(double least)
    {
        var exponent = (int)Math.Floor(Math.Log10(least));
        var power = Math.Pow(10, exponent);
        var fraction = least / power;
        return fraction <= 1 + 1e-9 ? (power, exponent) : fraction <= 2 + 1e-9 ? (2 * power, exponent) : fraction <= 5 + 1e-9 ? (5 * power, exponent) : (10 * power, exponent + 1);
    }
}
