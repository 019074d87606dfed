using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Softmax and what belongs to it of lines that fill a block of 64 bytes at least, some at a time: all their largest elements are found, then all
/// their sums, and then their results. So the steps from lane to lane, the divisions and the logarithms are done for all of them at once. No bit of
/// a line depends on the others.
/// </summary>
internal static unsafe class SoftmaxGroups<T, V, TExponential>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct, IRegister<T, V>
    where TExponential : struct, IHeldFunction<T, V, TExponential>
{
    // Twice as much stays in the first cache.
    private const int GroupBytes = 16384;
    private const int BlockBytes = 64;

    // Between two loops over a group, registers wait for each other: the more lines, the less for each.
    private const int MostFolds = 4;

    private static int Lanes => LaneFolds<T>.Lines;

    /// <summary>Lines of a length, which lie one after the other in x, into y: as many elements, or one for each line.</summary>
    [SkipLocalsInit]
    public static void Lines(ReadOnlySpan<T> x, Span<T> y, int length, SoftmaxKind kind, LineMemory memory)
    {
        var lines = Math.Clamp(GroupBytes / sizeof(T) / length, 1, MostFolds * Lanes);
        if (lines > Lanes)
            lines -= lines % Lanes;
        var size = lines * length;
        var results = Math.Max(lines, Lanes);
        T* unaligned = stackalloc T[(results * (Lanes + 2)) + Lanes];
        var block = Aligned(unaligned);
        var lanes = new Span<T>(block, results * Lanes);
        var maxima = new Span<T>(block + lanes.Length, results);
        var sums = new Span<T>(block + lanes.Length + results, results);
        lanes.Clear();
        // Results that are not in the caches when they are next read are made beside where they go, at the same distance from a block.
        using var rented = new RentedSpan<T>(memory.IsStreamed && kind == SoftmaxKind.Softmax ? size + (2 * Lanes) : 0);
        var ahead = memory.IsFar ? size : 0;
        fixed (T* from = x, to = y, aside = rented.Span)
        {
            for (var start = 0; start < x.Length; start += size)
            {
                var values = from + start;
                var count = Math.Min(lines, (x.Length - start) / length);
                Maxima(values, length, count, block);
                LaneFolds<T>.Max<V>(lanes, maxima);
                if (kind == SoftmaxKind.Softmax)
                {
                    var y0 = to + start;
                    var terms = memory.IsStreamed ? Aligned(aside) + (((nint)y0 & (BlockBytes - 1)) / sizeof(T)) : y0;
                    Sums<Kept>(values, length, count, block + lanes.Length, terms, block, ahead);
                    LaneFolds<T>.Add<V>(lanes, sums);
                    Invert(sums);
                    LineResults<T, V>.Multiply(terms, y0, length, count, sums, memory.IsStreamed);
                    continue;
                }
                Sums<Dropped>(values, length, count, block + lanes.Length, values, block, ahead);
                LaneFolds<T>.Add<V>(lanes, sums);
                Logarithms.Log<T>(sums, sums);
                if (kind == SoftmaxKind.LogSoftmax)
                    LineResults<T, V>.Subtract(values, to + start, length, count, maxima, sums, memory.IsStreamed);
                else
                    LogSumExp(x[start..], length, maxima, sums, y.Slice(start / length, count));
            }
        }
    }

    private static T* Aligned(T* memory) => (T*)(((nint)memory + BlockBytes - 1) & -BlockBytes);

    // Beside a NaN the largest number may be found instead: the sum is NaN then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Maxima(T* x, int length, int count, T* lanes)
    {
        for (; count > 0; count--, x += length, lanes += Lanes)
            LineExtremes<T>.LanesOfNumbers<V>(new(x, length)).Store(ref *lanes, 0);
    }

    // Σ exp(x - max) in the lanes of each line, whose terms may be kept in y. Two lines at a time, of which the last of an odd number is both.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sums<TTerms>(T* x, nint length, int count, T* maxima, T* y, T* lanes, nint ahead) where TTerms : struct, ITerms
    {
        // Without the instruction that scales, there are not the registers for two lines at a time.
        if (!V.HasScale)
        {
            SumsOneByOne<TTerms>(x, length, count, maxima, y, lanes, ahead);
            return;
        }
        var exponential = TExponential.Hold();
        var (rest, last) = (length % Lanes, length - Lanes);
        for (; count > 0; count -= 2, x += 2 * length, y += 2 * length, maxima += 2, lanes += 2 * Lanes)
        {
            var second = count > 1 ? 1 : 0;
            T* x1 = x + (second * length), y1 = y + (second * length);
            var (max, max1) = (V.Repeat(maxima[0]), V.Repeat(maxima[second]));
            if (ahead > 0)
                Prefetching.Of(x + ahead, 2 * length);
            for (nint lane = 0; lane < Lanes; lane += V.Count)
            {
                var (sum, sum1) = (V.Repeat(T.Zero), V.Repeat(T.Zero));
                for (var i = lane; i < length - rest; i += Lanes)
                {
                    var (a, b) = (V.Load(in x[i], 0) - max, V.Load(in x1[i], 0) - max1);
                    exponential.Of(ref a, ref b);
                    TTerms.Store(a, y + i);
                    TTerms.Store(b, y1 + i);
                    (sum, sum1) = (sum + a, sum1 + b);
                }
                // What is left after the last whole block ends a block that is computed beside it, of which only that counts.
                if (rest > 0)
                {
                    var i = last + lane;
                    var (a, b) = (V.Load(in x[i], 0) - max, V.Load(in x1[i], 0) - max1);
                    exponential.Of(ref a, ref b);
                    TTerms.Store(a, y + i);
                    TTerms.Store(b, y1 + i);
                    var counts = Lanes64<T>.Last<V>((nuint)rest, (nuint)lane);
                    (sum, sum1) = (sum + V.And(a, counts), sum1 + V.And(b, counts));
                }
                sum1.Store(ref lanes[(second * Lanes) + lane], 0);
                sum.Store(ref lanes[lane], 0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumsOneByOne<TTerms>(T* x, nint length, int count, T* maxima, T* y, T* lanes, nint ahead) where TTerms : struct, ITerms
    {
        var (rest, last) = (length % Lanes, length - Lanes);
        for (; count > 0; count--, x += length, y += length, maxima++, lanes += Lanes)
        {
            var max = V.Repeat(maxima[0]);
            if (ahead > 0)
                Prefetching.Of(x + ahead, length);
            for (nint lane = 0; lane < Lanes; lane += V.Count)
            {
                var sum = V.Repeat(T.Zero);
                for (var i = lane; i < length - rest; i += Lanes)
                {
                    var term = TExponential.At(V.Load(in x[i], 0) - max);
                    TTerms.Store(term, y + i);
                    sum += term;
                }
                if (rest > 0)
                {
                    var term = TExponential.At(V.Load(in x[last + lane], 0) - max);
                    TTerms.Store(term, y + last + lane);
                    sum += V.And(term, Lanes64<T>.Last<V>((nuint)rest, (nuint)lane));
                }
                sum.Store(ref lanes[lane], 0);
            }
        }
    }

    private static void Invert(Span<T> sums)
    {
        for (nuint i = 0; i < (nuint)sums.Length; i += (nuint)V.Count)
            (V.Repeat(T.One) / V.Load(in sums[0], i)).Store(ref sums[0], i);
    }

    private static void LogSumExp(ReadOnlySpan<T> x, int length, ReadOnlySpan<T> maxima, ReadOnlySpan<T> logs, Span<T> y)
    {
        for (var line = 0; line < y.Length; line++)
            y[line] = T.IsInfinity(maxima[line]) ? LineExtremes<T>.Max(x.Slice(line * length, length)) : maxima[line] + logs[line];
    }

    private interface ITerms
    {
        static abstract void Store(V term, T* y);
    }

    private readonly struct Kept : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(V term, T* y) => term.Store(ref *y, 0);
    }

    private readonly struct Dropped : ITerms
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(V term, T* y)
        {
        }
    }
}
