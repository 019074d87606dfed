using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The largest element of each window of planes, the first one where several are equal or NaN. Windows that are unlike each other or very large are
/// taken one by one; a block of the work is then a plane.
/// </summary>
internal static unsafe class WindowMaximum
{
    /// <summary>Sets y [planes, ..to] to the maxima of x [planes, ..from] over windows along three axes, NaN where one is.</summary>
    public static void Values<T>(ReadOnlySpan<T> x, Span<T> y, int planes, AxisTaps[] taps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Pooling.Takes(taps))
            Pooling.Largest(x, y, planes, taps);
        else
            Run(x, x, y, planes, taps, false);
    }

    /// <summary>Sets y [planes, ..to] to the elements of v [planes, ..from] at the places of the maxima of x [planes, ..from].</summary>
    public static void Pick<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> y, int planes, AxisTaps[] taps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Pooling.CanNumber(taps))
            Pooling.Pick(x, v, y, planes, taps);
        else
            Run(x, v, y, planes, taps, false);
    }

    /// <summary>The transpose of <see cref="Pick"/>: sets y [planes, ..from] to zeros, to which the elements of v [planes, ..to] are added there.</summary>
    public static void Add<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> y, int planes, AxisTaps[] taps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Pooling.CanNumber(taps))
            Pooling.Add(x, v, y, planes, taps);
        else
            Run(x, v, y, planes, taps, true);
    }

    private static void Run<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> y, int planes, AxisTaps[] taps, bool isTransposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (from, to) = (AxisTaps.SizeFrom(taps), AxisTaps.SizeTo(taps));
        var (taken, given) = isTransposed ? (to, from) : (from, to);
        if (isTransposed)
            y[..(planes * given)].Clear();
        if (planes * to == 0)
            return;
        var work = (long)planes * taps[0].Weights.Length * taps[1].Weights.Length * taps[2].Weights.Length;
        // The slices throw where a span is too short: planes lie within planes · their sizes.
        fixed (T* px = x[..(planes * from)], pv = v[..(planes * taken)], py = y[..(planes * given)])
        {
            var (source, values, target) = ((nint)px, (nint)pv, (nint)py);
            BlockSplit.For(planes, work, (source, values, target, from, taken, given, (taps, isTransposed)), static (own, plane) =>
            {
                var (source, values, target, from, taken, given, (taps, isTransposed)) = own;
                RunPlane(new ReadOnlySpan<T>((T*)source + ((nint)plane * from), from), new ReadOnlySpan<T>((T*)values + ((nint)plane * taken), taken),
                    new Span<T>((T*)target + ((nint)plane * given), given), taps, isTransposed);
            });
        }
    }

    private static void RunPlane<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> y, AxisTaps[] taps, bool isTransposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var window = 0;
        for (var depth = 0; depth < taps[0].To; depth++)
        {
            for (var row = 0; row < taps[1].To; row++)
            {
                for (var column = 0; column < taps[2].To; column++, window++)
                {
                    var place = Largest(x, taps, depth, row, column);
                    if (isTransposed)
                        y[place] += v[window];
                    else
                        y[window] = v[place];
                }
            }
        }
    }

    // The first NaN stays, as nothing is larger than it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Largest<T>(ReadOnlySpan<T> x, AxisTaps[] taps, int depth, int row, int column) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (depths, rows, columns) = (taps[0], taps[1], taps[2]);
        var (depthCount, rowCount, columnCount) = (depths.CountOf(depth), rows.CountOf(row), columns.CountOf(column));
        var start = (((depths.Starts[depth] * rows.From) + rows.Starts[row]) * columns.From) + columns.Starts[column];
        var (best, largest) = (start, x[start]);
        for (var d = 0; d < depthCount; d++)
        {
            for (var r = 0; r < rowCount; r++)
            {
                var place = start + (((d * depths.Step * rows.From) + (r * rows.Step)) * columns.From);
                for (var c = 0; c < columnCount; c++, place += columns.Step)
                {
                    var value = x[place];
                    if (value > largest || (T.IsNaN(value) && !T.IsNaN(largest)))
                        (best, largest) = (place, value);
                }
            }
        }

        return best;
    }
}
