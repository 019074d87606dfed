using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// The places of the extremes of lines, some at a time. Each lane keeps its best element and where that is, so that a line is read once and nothing
/// depends on where the place is found; the lanes of all lines are then folded together. A line with a NaN is left to its caller.
/// </summary>
internal static class ExtremaGroups<T, TComparison> where T : unmanaged, IFloatingPointIeee754<T> where TComparison : struct, Masks.IComparison
{
    // Between two loops over a group, registers wait for each other: the more lines, the less for each.
    private const int MostFolds = 2;
    private const int LongestLine = 512;

    private static readonly T[] Places = [.. Enumerable.Range(0, Lanes).Select(T.CreateTruncating)];

    private static int Lanes => LaneFolds<T>.Lines;

    /// <summary>Whether lines fill a register, and are not so long that what is between two of them takes no time.</summary>
    public static bool Takes(int length) => length >= Lanes && length <= LongestLine;

    /// <summary>The place of the first of the best elements of each line, of which there are as many as results; NaN for a line with a NaN or an infinity.</summary>
    public static void Find(ReadOnlySpan<T> x, Span<T> y, int length, bool isFar)
    {
        if (Vector512.IsHardwareAccelerated)
            In<Register512<T>>(x, y, length, isFar);
        else if (Vector256.IsHardwareAccelerated)
            In<Register256<T>>(x, y, length, isFar);
        else if (Vector128.IsHardwareAccelerated)
            In<Register128<T>>(x, y, length, isFar);
        else
            In<Register1<T>>(x, y, length, isFar);
    }

    /// <summary>The same in registers of one width.</summary>
    [SkipLocalsInit]
    public static void In<V>(ReadOnlySpan<T> x, Span<T> y, int length, bool isFar) where V : struct, IRegister<T, V>
    {
        var lines = MostFolds * Lanes;
        Span<T> best = stackalloc T[lines * Lanes];
        Span<T> places = stackalloc T[lines * Lanes];
        Span<T> results = stackalloc T[lines];
        best.Clear();
        places.Clear();
        for (var first = 0; first < y.Length; first += lines)
        {
            var count = Math.Min(lines, y.Length - first);
            Search<V>(x.Slice(first * length, count * length), length, best, places, isFar);
            if (TComparison.Holds(T.One, T.Zero))
                LaneFolds<T>.Max<V>(best, results);
            else
                LaneFolds<T>.Min<V>(best, results);
            Choose<V>(best, results, places);
            LaneFolds<T>.Min<V>(places, results);
            results[..count].CopyTo(y[first..]);
        }
    }

    // The last register ends with the line. What it has a second time beats nothing in its lane, or has its right place there.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Search<V>(ReadOnlySpan<T> x, int length, Span<T> best, Span<T> places, bool isFar) where V : struct, IRegister<T, V>
    {
        var (zero, step) = (V.Repeat(T.Zero), V.Repeat(T.CreateTruncating(V.Count)));
        var (firstPlaces, nothing) = (V.Load(in Places[0], 0), V.Repeat(-T.One));
        var lastPlaces = firstPlaces + V.Repeat(T.CreateTruncating(length - V.Count));
        var (last, width) = ((nuint)(length - V.Count), (nuint)V.Count);
        for (var (start, lane) = (0, 0); start < x.Length; start += length, lane += Lanes)
        {
            var line = x.Slice(start, length);
            if (isFar)
                Prefetching.After(line);
            ref var first = ref MemoryMarshal.GetReference(line);
            var value = V.Load(in first, 0);
            var (place, next, product) = (firstPlaces, firstPlaces + step, value * zero);
            for (var i = width; i < last; i += width, next += step)
            {
                var candidate = V.Load(in first, i);
                (value, place) = Better(candidate, next, value, place);
                product = V.MultiplyAdd(candidate, zero, product);
            }
            var end = V.Load(in first, last);
            (value, place) = Better(end, lastPlaces, value, place);
            product = V.MultiplyAdd(end, zero, product);
            // The products with 0 are 0, but NaN where an element is infinite or NaN.
            if (!V.AllLess(nothing, product))
                (value, place) = (zero, V.Repeat(T.NaN));
            value.Store(ref best[lane], 0);
            place.Store(ref places[lane], 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Value, V Place) Better<V>(V candidate, V at, V value, V place) where V : struct, IRegister<T, V> =>
        TComparison.Holds(T.One, T.Zero)
            ? (V.AtLeast(value, candidate), V.WhereGreater(candidate, value, at, place))
            : (V.AtMost(value, candidate), V.WhereGreater(value, candidate, at, place));

    // What is not the best of its line is nowhere.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Choose<V>(ReadOnlySpan<T> best, ReadOnlySpan<T> results, Span<T> places) where V : struct, IRegister<T, V>
    {
        var nowhere = V.Repeat(T.PositiveInfinity);
        for (var line = 0; line < results.Length; line++)
        {
            var i = line * Lanes;
            V.WhereEqual(V.Load(in best[i], 0), V.Repeat(results[line]), V.Load(in places[i], 0), nowhere).Store(ref places[i], 0);
        }
    }
}
