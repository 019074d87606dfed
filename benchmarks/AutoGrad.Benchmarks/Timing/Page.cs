using System.Globalization;

namespace AutoGrad.Benchmarks.Timing;

/// <summary>Writes lines of a page, with numbers in the same form everywhere.</summary>
internal static class Page
{
    public static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
