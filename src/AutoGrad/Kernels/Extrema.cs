using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The place of the first element along the middle one of three axes, [outer, length, inner], that no other one beats by a comparison:
/// Greater for the largest, Less for the smallest. The first NaN beats all.
/// </summary>
internal static class Extrema
{
    /// <summary>The places, as whole numbers of the element type, [outer, length, inner] to [outer, inner].</summary>
    public static void Places<T, TComparison>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        var block = length * inner;
        if (inner == 1)
        {
            for (var i = 0; i < outer; i++)
                y[i] = Place<T, TComparison>(x.Slice(i * block, block));
            return;
        }
        using var best = new RentedSpan<T>(inner);
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            var places = y.Slice(i * inner, inner);
            rows[..inner].CopyTo(best.Span);
            places.Clear();
            for (var row = 1; row < length; row++)
                Improve<T, TComparison>(rows.Slice(row * inner, inner), best.Span, places, T.CreateTruncating(row));
        }
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

    // Each lane of a vector keeps its own best; the lanes are compared at the end, where the lower place wins a tie.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Place<T, TComparison>(ReadOnlySpan<T> line)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TComparison : struct, Masks.IComparison
    {
        var (best, place, i) = (line[0], T.Zero, 1);
        if (Vector<T>.IsSupported && line.Length >= 2 * Vector<T>.Count)
        {
            var vectors = MemoryMarshal.Cast<T, Vector<T>>(line);
            var (bests, places) = (vectors[0], Vector.CreateSequence(T.Zero, T.One));
            var (current, step) = (places, Vector.Create(T.CreateTruncating(Vector<T>.Count)));
            for (var j = 1; j < vectors.Length; j++)
            {
                current += step;
                var beats = Beats<T, TComparison>(vectors[j], bests);
                bests = Vector.ConditionalSelect(beats, vectors[j], bests);
                places = Vector.ConditionalSelect(beats, current, places);
            }
            for (var lane = 0; lane < Vector<T>.Count; lane++)
            {
                if (Beats<T, TComparison>(bests[lane], best) || (Masks.Same.Holds(bests[lane], best) && places[lane] < place))
                    (best, place) = (bests[lane], places[lane]);
            }
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < line.Length; i++)
        {
            if (Beats<T, TComparison>(line[i], best))
                (best, place) = (line[i], T.CreateTruncating(i));
        }
        return place;
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
}
