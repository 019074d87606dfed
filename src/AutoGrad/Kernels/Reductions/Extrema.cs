using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// The place of the first element along the middle one of three axes, [outer, length, inner], that no other one beats by a comparison:
/// Greater for the largest, Less for the smallest. The first NaN beats all.
/// </summary>
internal static class Extrema
{
    // Rows as wide as this stay in the first cache while others are compared with them.
    private const int TileWidth = 1024;

    // A line of this length is in the caches still when its extreme is looked for.
    private const int LongestLine = PassSplit.ElementsPerPart;

    /// <summary>The places, as whole numbers of the element type, [outer, length, inner] to [outer, inner].</summary>
    public static void Places<T, TComparison>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        if (y.IsEmpty)
            return;
        if (inner > 1)
        {
            var tiles = ((inner - 1) / TileWidth) + 1;
            PassSplit.Run(
                new Tile<T> { A = x }, y, outer * tiles, (long)length * Math.Min(inner, TileWidth), new ColumnPass<T, TComparison>(length, inner, tiles));
            return;
        }
        if (length < Lanes64<T>.Count && NarrowLines.AreWorthIt(outer, length))
        {
            var lines = NarrowLines.LinesPerTile(length);
            PassSplit.Run(
                new Tile<T> { A = x }, y, ((outer - 1) / lines) + 1, (long)lines * length, new NarrowPass<T, TComparison>(length, lines));
            return;
        }
        if (length <= LongestLine)
        {
            PassSplit.Run(new Tile<T> { A = x }, y, outer, length, new LinePass<T, TComparison>(length));
            return;
        }
        if (TComparison.Holds(T.One, T.Zero))
            Reductions.Max(x, y, outer, length, 1);
        else
            Reductions.Min(x, y, outer, length, 1);
        PassSplit.Run(new Tile<T> { A = x }, y, outer, length, new FindPass<T>(length));
    }

    /// <summary>
    /// The places of the extremes so far: up to each element, the last that none before it beats, so that the comparison is GreaterOrEqual or
    /// LessOrEqual. From the first NaN on, the place of the latest.
    /// </summary>
    public static void RunningPlaces<T, TComparison>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var start = (o * length * inner) + i;
                var (place, best) = (0, T.Zero);
                for (var k = 0; k < length; k++)
                {
                    var value = x[start + (k * inner)];
                    if (k == 0 || T.IsNaN(value) || (!T.IsNaN(best) && TComparison.Holds(value, best)))
                        (place, best) = (k, value);
                    y[start + (k * inner)] = T.CreateTruncating(place);
                }
            }
        }
    }

    private static void Columns<T, TComparison>(ReadOnlySpan<T> rows, int length, int stride, Span<T> best, Span<T> places)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        rows[..best.Length].CopyTo(best);
        places.Clear();
        for (var row = 1; row < length; row++)
            Improve<T, TComparison>(rows.Slice(row * stride, best.Length), best, places, T.CreateTruncating(row));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Improve<T, TComparison>(ReadOnlySpan<T> row, Span<T> best, Span<T> places, T place)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var rows = MemoryMarshal.Cast<T, Vector<T>>(row);
            var bests = MemoryMarshal.Cast<T, Vector<T>>(best);
            var vectors = MemoryMarshal.Cast<T, Vector<T>>(places);
            for (var j = 0; j < rows.Length; j++)
            {
                var beats = Beats<T, TComparison>(rows[j], bests[j]);
                bests[j] = Vector.ConditionalSelect(beats, rows[j], bests[j]);
                vectors[j] = Vector.ConditionalSelect(beats, Vector.Create(place), vectors[j]);
            }
            i = rows.Length * Vector<T>.Count;
        }
        for (; i < row.Length; i++)
        {
            if (Beats<T, TComparison>(row[i], best[i]))
                (best[i], places[i]) = (row[i], place);
        }
    }

    // The place of a value that is known to be there: equal elements, zeros of either sign too, share the first.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Place<T>(ReadOnlySpan<T> line, T best) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        if (T.IsNaN(best))
        {
            while (!T.IsNaN(line[i]))
                i++;
            return T.CreateTruncating(i);
        }
        // The bits say where in a register the place is: to look for it among its elements would be a second guess for the processor.
        if (Vector512.IsHardwareAccelerated)
        {
            foreach (var vector in MemoryMarshal.Cast<T, Vector512<T>>(line))
            {
                var found = Vector512.Equals(vector, Vector512.Create(best)).ExtractMostSignificantBits();
                if (found != 0)
                    return T.CreateTruncating(i + BitOperations.TrailingZeroCount(found));
                i += Vector512<T>.Count;
            }
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            foreach (var vector in MemoryMarshal.Cast<T, Vector256<T>>(line))
            {
                var found = Vector256.Equals(vector, Vector256.Create(best)).ExtractMostSignificantBits();
                if (found != 0)
                    return T.CreateTruncating(i + BitOperations.TrailingZeroCount(found));
                i += Vector256<T>.Count;
            }
        }
        while (line[i] != best)
            i++;
        return T.CreateTruncating(i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Beats<T, TComparison>(Vector<T> a, Vector<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison =>
        TComparison.Holds(a, b) | Vector.AndNot(Vector.Equals(b, b), Vector.Equals(a, a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Beats<T, TComparison>(T a, T b)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison =>
        TComparison.Holds(a, b) || (T.IsNaN(a) && !T.IsNaN(b));

    private readonly struct LinePass<T, TComparison>(int length) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var isGrouped = ExtremaGroups<T, TComparison>.Takes(length);
            if (isGrouped)
                ExtremaGroups<T, TComparison>.Find(x.A[(start * length)..(end * length)], y[start..end], length, Prefetching.Pays(x.A));
            for (var i = start; i < end; i++)
            {
                if (isGrouped && !T.IsNaN(y[i]))
                    continue;
                var line = x.A.Slice(i * length, length);
                y[i] = Place(line, TComparison.Holds(T.One, T.Zero) ? LineExtremes<T>.Max(line) : LineExtremes<T>.Min(line));
            }
        }
    }

    // The results are the extremes, and then their places.
    private readonly struct FindPass<T>(int length) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var i = start; i < end; i++)
                y[i] = Place(x.A.Slice(i * length, length), y[i]);
        }
    }

    private readonly struct ColumnPass<T, TComparison>(int length, int inner, int tiles) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> memory = stackalloc T[Math.Min(inner, TileWidth)];
            for (var unit = start; unit < end; unit++)
            {
                var (block, tile) = Math.DivRem(unit, tiles);
                var column = tile * TileWidth;
                var best = memory[..Math.Min(TileWidth, inner - column)];
                Columns<T, TComparison>(x.A[((block * length * inner) + column)..], length, inner, best, y.Slice((block * inner) + column, best.Length));
            }
        }
    }

    // Short lines are transposed, so that an element of many lines is compared at once.
    private readonly struct NarrowPass<T, TComparison>(int length, int lines) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            using var memory = new RentedSpan<T>(2 * NarrowLines.TileElements);
            for (var first = start * lines; first < Math.Min(end * lines, y.Length); first += lines)
            {
                var places = y.Slice(first, Math.Min(lines, y.Length - first));
                Transposition.Transpose2D(x.A.Slice(first * length, places.Length * length), memory.Span, places.Length, length);
                Columns<T, TComparison>(memory.Span, length, places.Length, memory.Span.Slice(NarrowLines.TileElements, places.Length), places);
            }
        }
    }
}
