using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The largest element of each window of a plane, and its place. A block of the work is a plane.</summary>
internal static unsafe class WindowMaximum
{
    /// <summary>Sets y [planes, ..to] to the maxima of x [planes, ..from] over windows along three axes.</summary>
    public static void Values<T>(ReadOnlySpan<T> x, Span<T> y, int planes, AxisTaps[] taps) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(x, y, planes, taps, false);

    /// <summary>Sets y [planes, ..to] to the places of the maxima within their planes, the first one's where several are equal.</summary>
    public static void Places<T>(ReadOnlySpan<T> x, Span<T> y, int planes, AxisTaps[] taps) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(x, y, planes, taps, true);

    private static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int planes, AxisTaps[] taps, bool wantsPlaces) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty)
            return;
        var taken = taps[0].From * taps[1].From * taps[2].From;
        var given = taps[0].To * taps[1].To * taps[2].To;
        var work = (long)planes * taps[0].Weights.Length * taps[1].Weights.Length * taps[2].Weights.Length;
        // The slices throw where a span is too short: planes lie within planes · taken and planes · given elements.
        fixed (T* px = x[..(planes * taken)], py = y[..(planes * given)])
        {
            var (from, to) = ((nint)px, (nint)py);
            BlockSplit.For(planes, work, plane => RunPlane(
                new ReadOnlySpan<T>((T*)from + ((nint)plane * taken), taken), new Span<T>((T*)to + ((nint)plane * given), given), taps, wantsPlaces));
        }
    }

    private static void RunPlane<T>(ReadOnlySpan<T> x, Span<T> y, AxisTaps[] taps, bool wantsPlaces) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var position = 0;
        for (var depth = 0; depth < taps[0].To; depth++)
        {
            for (var row = 0; row < taps[1].To; row++)
            {
                for (var column = 0; column < taps[2].To; column++, position++)
                {
                    var place = Largest(x, taps, depth, row, column);
                    y[position] = wantsPlaces ? T.CreateTruncating(place) : x[place];
                }
            }
        }
    }

    // The first NaN stays, as nothing is larger than it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Largest<T>(ReadOnlySpan<T> x, AxisTaps[] taps, int depth, int row, int column) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (depths, rows, columns) = (taps[0], taps[1], taps[2]);
        var (depthCount, rowCount, columnCount) = (Count(depths, depth), Count(rows, row), Count(columns, column));
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

    private static int Count(AxisTaps taps, int place) => taps.Offsets[place + 1] - taps.Offsets[place];
}
