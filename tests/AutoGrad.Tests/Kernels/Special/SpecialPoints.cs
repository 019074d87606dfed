using System.Globalization;
using System.IO.Compression;

namespace AutoGrad.Tests.Kernels.Special;

/// <summary>Values of the special functions to many digits, which points.py computed.</summary>
internal static class SpecialPoints
{
    private static readonly ILookup<string, Point> All = Read().ToLookup(row => row.Name, row => row.Point);

    public static Point[] Of(string name) => [.. All[name]];

    private static IEnumerable<(string Name, Point Point)> Read()
    {
        using var packed = typeof(SpecialPoints).Assembly.GetManifestResourceStream("special-points.csv.gz")!;
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (text.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            yield return (fields[0], new(Number(fields[1]), Number(fields[2]), Number(fields[3])));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A point, with the value there as the sum of the nearest double and the rest.</summary>
    internal readonly record struct Point(double X, double Y, double Rest)
    {
        /// <summary>The error of a result, in units in the last place of the exact value as the element type holds it.</summary>
        public double Ulps(double actual, bool isSingle)
        {
            if (actual.Equals(isSingle ? (float)Y : Y))
                return 0;
            var unit = isSingle ? (double)MathF.BitIncrement(MathF.Abs((float)Y)) - MathF.Abs((float)Y) : Math.BitIncrement(Math.Abs(Y)) - Math.Abs(Y);
            return double.IsFinite(actual) ? Math.Abs(actual - Y - Rest) / unit : double.PositiveInfinity;
        }
    }
}
