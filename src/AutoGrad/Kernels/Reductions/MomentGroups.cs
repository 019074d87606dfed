using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums of squares about the mean of lines that have lanes (<see cref="LineSum{T}.HasLanes"/>), some at a time, so that their lanes are folded
/// together. A line has the same bits as by itself.
/// </summary>
internal static class MomentGroups<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Between two loops over a group, registers wait for each other: the more lines, the less for each.
    private const int MostFolds = 2;

    private static int Lanes => LaneFolds<T>.Lines;

    /// <summary>Σ (x - mean)² of each line, of which there are as many as results; before it Σ (x - x₀), where there is room for it.</summary>
    public static void SquaresAboutMean(ReadOnlySpan<T> x, Span<T> distances, Span<T> y, int length, bool isFar)
    {
        if (Vector512.IsHardwareAccelerated)
            In<Register512<T>>(x, distances, y, length, isFar);
        else if (Vector256.IsHardwareAccelerated)
            In<Register256<T>>(x, distances, y, length, isFar);
        else if (Vector128.IsHardwareAccelerated)
            In<Register128<T>>(x, distances, y, length, isFar);
        else
            In<Register1<T>>(x, distances, y, length, isFar);
    }

    /// <summary>The same in registers of one width.</summary>
    [SkipLocalsInit]
    public static void In<V>(ReadOnlySpan<T> x, Span<T> distances, Span<T> y, int length, bool isFar) where V : struct, IRegister<T, V>
    {
        // Long lines are read again from the first cache, too.
        var lines = LineSum<T>.HasBlocks(length) ? Lanes : MostFolds * Lanes;
        Span<T> lanes = stackalloc T[lines * Lanes];
        Span<T> sums = stackalloc T[lines];
        lanes.Clear();
        for (var first = 0; first < y.Length; first += lines)
        {
            var results = y.Slice(first, Math.Min(lines, y.Length - first));
            var values = x.Slice(first * length, results.Length * length);
            Distances<V>(values, length, lanes, isFar);
            LaneFolds<T>.Add<V>(lanes, sums);
            if (!distances.IsEmpty)
                sums[..results.Length].CopyTo(distances[first..]);
            var count = V.Repeat(T.CreateTruncating(length));
            for (nuint i = 0; i < (nuint)lines; i += (nuint)V.Count)
                (V.Load(in sums[0], i) / count).Store(ref sums[0], i);
            Squares<V>(values, length, sums, lanes, isFar);
            LaneFolds<T>.Add<V>(lanes, sums);
            sums[..results.Length].CopyTo(results);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distances<V>(ReadOnlySpan<T> x, int length, Span<T> lanes, bool isFar) where V : struct, IRegister<T, V>
    {
        for (var (start, place) = (0, 0); start < x.Length; start += length, place += Lanes)
        {
            var line = x.Slice(start, length);
            if (isFar)
                Prefetching.Ahead(line[..(length / 2)], x.Length);
            for (var lane = 0; lane < Lanes; lane += V.Count)
                LineSum<T>.LanesOfDistances<V>(line, line[0], (nuint)lane).Store(ref lanes[place + lane], 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Squares<V>(ReadOnlySpan<T> x, int length, ReadOnlySpan<T> means, Span<T> lanes, bool isFar) where V : struct, IRegister<T, V>
    {
        for (var (start, i) = (0, 0); start < x.Length; start += length, i++)
        {
            var line = x.Slice(start, length);
            if (isFar)
                Prefetching.Ahead(line[(length / 2)..], x.Length);
            for (var lane = 0; lane < Lanes; lane += V.Count)
                LineSum<T>.LanesOfSquares<V>(line, line[0], means[i], (nuint)lane).Store(ref lanes[(i * Lanes) + lane], 0);
        }
    }
}
