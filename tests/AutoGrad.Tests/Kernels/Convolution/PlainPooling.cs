using AutoGrad.Kernels;

namespace AutoGrad.Tests.Kernels.Convolution;

/// <summary>Poolings of planes, window by window.</summary>
internal static class PlainPooling
{
    public static double[] Sum(double[] x, int planes, AxisTaps[] taps) => Each(planes, taps, (plane, window) => Places(taps, window).Sum(i => x[plane + i]));

    public static double[] Pick(double[] x, double[] v, int planes, AxisTaps[] taps) =>
        Each(planes, taps, (plane, window) => v[plane + Largest(x, plane, taps, window)]);

    public static double[] Spread(double[] y, int planes, AxisTaps[] taps) =>
        Back(planes, taps, (x, plane, window, index) =>
        {
            foreach (var i in Places(taps, window))
                x[plane + i] += y[index];
        });

    public static double[] Add(double[] x, double[] v, int planes, AxisTaps[] taps) =>
        Back(planes, taps, (y, plane, window, index) => y[plane + Largest(x, plane, taps, window)] += v[index]);

    // The first of equal elements, and the first NaN before any number.
    private static int Largest(double[] x, int plane, AxisTaps[] taps, int window)
    {
        var places = Places(taps, window).ToArray();
        var nan = Array.FindIndex(places, i => double.IsNaN(x[plane + i]));
        return nan >= 0 ? places[nan] : places.OrderByDescending(i => x[plane + i]).First();
    }

    private static double[] Each(int planes, AxisTaps[] taps, Func<int, int, double> value)
    {
        var (from, to) = (AxisTaps.SizeFrom(taps), AxisTaps.SizeTo(taps));
        return Enumerable.Range(0, planes * to).Select(i => value(i / to * from, i % to)).ToArray();
    }

    private static double[] Back(int planes, AxisTaps[] taps, Action<double[], int, int, int> add)
    {
        var (from, to) = (AxisTaps.SizeFrom(taps), AxisTaps.SizeTo(taps));
        var result = new double[planes * from];
        for (var i = 0; i < planes * to; i++)
            add(result, i / to * from, i % to, i);
        return result;
    }

    private static IEnumerable<int> Places(AxisTaps[] taps, int window)
    {
        var (depth, row, column) = (window / taps[2].To / taps[1].To, window / taps[2].To % taps[1].To, window % taps[2].To);
        return from d in Along(taps[0], depth)
               from r in Along(taps[1], row)
               from c in Along(taps[2], column)
               select (((d * taps[1].From) + r) * taps[2].From) + c;
    }

    private static IEnumerable<int> Along(AxisTaps taps, int place) => Enumerable.Range(0, taps.CountOf(place)).Select(t => taps.Starts[place] + (t * taps.Step));
}
