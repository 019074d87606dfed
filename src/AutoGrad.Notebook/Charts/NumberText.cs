using System.Globalization;

namespace AutoGrad.Notebook.Charts;

/// <summary>Numbers as the labels of an axis show them.</summary>
internal static class NumberText
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A number with a fixed number of decimals, and a true minus sign.</summary>
    public static string Fixed(double value, int decimals) =>
        // What rounds to zero has no sign.
        (Math.Round(value, decimals) + 0.0).ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A mantissa, if it is not one, times a power of ten, as in <c>2·10⁻⁵</c>.</summary>
    public static string Scientific(double value, int exponent, int decimals)
    {
        var power = $"10{(exponent < 0 ? "⁻" : "")}{string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']))}";
        var mantissa = value / Math.Pow(10, exponent);
        return value == 0 ? "0" : Math.Abs(mantissa - 1) < 1e-9 ? power : $"{Fixed(mantissa, decimals)}·{power}";
    }

    /// <summary>A number to three significant digits, for cells.</summary>
    public static string Compact(double value) => value.ToString("G3", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A number to four significant digits, for sentences.</summary>
    public static string Short(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return value.ToString("F0", CultureInfo.InvariantCulture);
        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (exponent is < -4 or > 5)
            return Scientific(value, exponent, 3);
        // Trailing zeros say nothing here.
        return Math.Round(value, Math.Clamp(3 - exponent, 0, 15)).ToString("0.########", CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
