using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Softmax and what belongs to it along the last axis, [outer, length]. A line that is long is done in chunks, each with a maximum of its own,
/// so that memory is read once for the sum and once for the results.
/// </summary>
internal static class SoftmaxLines
{
    private const int ChunkLength = PassSplit.ElementsPerPart;

    // The first cache holds a tile and the next.
    private const int TileLength = 2048;

    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, SoftmaxKind kind) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (NarrowLines.AreWorthIt(outer, length))
        {
            var lines = NarrowLines.LinesPerTile(length);
            PassSplit.Run(new Tile<T> { A = x }, y, ((outer - 1) / lines) + 1, (long)lines * length, new NarrowPass<T>(outer, length, lines, kind));
            return;
        }
        // A line of two chunks at most is one.
        if (length <= 2 * ChunkLength)
        {
            PassSplit.Run(new Tile<T> { A = x }, y, outer, length, new LinePass<T>(length, kind));
            return;
        }
        var chunks = ((length - 1) / ChunkLength) + 1;
        using var rented = new RentedSpan<T>(2 * outer * chunks);
        var statistics = rented.Span;
        PassSplit.Run(new Tile<T> { A = x }, statistics, outer * chunks, ChunkLength, new StatisticsPass<T>(length, chunks));
        for (var line = 0; line < outer; line++)
        {
            var (max, sum) = Join<T>(statistics.Slice(2 * line * chunks, 2 * chunks));
            if (kind == SoftmaxKind.LogSumExp)
                y[line] = SoftmaxKernel.LogSumExp(max, sum);
            (statistics[2 * line], statistics[(2 * line) + 1]) = (max, sum);
        }
        if (kind != SoftmaxKind.LogSumExp)
            PassSplit.Run(new Tile<T> { A = x, B = statistics }, y, outer * chunks, ChunkLength, new FinishPass<T>(length, chunks, kind));
    }

    /// <summary>The largest element m of a line, and Σ exp(x - m), from one reading: each tile has a maximum of its own.</summary>
    /// <param name="x">The line.</param>
    /// <param name="isFar">Whether it is not in the caches, as that which follows it.</param>
    public static (T Max, T Sum) StatisticsByTiles<T>(ReadOnlySpan<T> x, bool isFar) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tiles = ((x.Length - 1) / TileLength) + 1;
        using var rented = new RentedSpan<T>(2 * tiles);
        var statistics = rented.Span;
        for (var tile = 0; tile < tiles; tile++)
        {
            var first = tile * TileLength;
            var values = x.Slice(first, Math.Min(TileLength, x.Length - first));
            if (isFar)
                Prefetching.Ahead(values, TileLength);
            (statistics[2 * tile], statistics[(2 * tile) + 1]) = Statistics(values);
        }
        return Join<T>(statistics);
    }

    private static (T Max, T Sum) Join<T>(ReadOnlySpan<T> pairs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (max, sum) = (pairs[0], T.Zero);
        for (var i = 2; i < pairs.Length; i += 2)
            max = T.Max(max, pairs[i]);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            // The sum beside a maximum of -∞ is NaN; it counts for nothing beside other elements.
            if (pairs[i] == max)
                sum += pairs[i + 1];
            else if (!T.IsNegativeInfinity(pairs[i]))
                sum += pairs[i + 1] * T.Exp(pairs[i] - max);
        }
        return (max, sum);
    }

    private readonly struct NarrowPass<T>(int outer, int length, int lines, SoftmaxKind kind) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            using var columns = new RentedSpan<T>(NarrowLines.TileElements);
            using var results = new RentedSpan<T>(NarrowLines.TileElements);
            for (var first = start * lines; first < Math.Min(end * lines, outer); first += lines)
            {
                var count = Math.Min(lines, outer - first);
                Transposition.Transpose2D(x.A[(first * length)..], columns.Span, count, length);
                if (kind == SoftmaxKind.LogSumExp)
                {
                    SoftmaxColumns.Tile(columns.Span, y.Slice(first, count), length, count, kind);
                    continue;
                }
                SoftmaxColumns.Tile(columns.Span, results.Span, length, count, kind);
                Transposition.Transpose2D<T>(results.Span, y[(first * length)..], length, count);
            }
        }
    }

    // Both cases are decided when the code is made, and the casts change nothing.
    private static void Lines<T>(ReadOnlySpan<T> x, Span<T> y, int length, SoftmaxKind kind, LineMemory memory) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            SoftmaxRegisters<float, SingleNegativeExponential>.Lines(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), length, kind, memory);
        else
            SoftmaxRegisters<double, DoubleNegativeExponential>.Lines(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), length, kind, memory);
    }

    private static (T Max, T Sum) Statistics<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            var (max, sum) = SoftmaxRegisters<float, SingleNegativeExponential>.Statistics(MemoryMarshal.Cast<T, float>(x));
            return (Unsafe.BitCast<float, T>(max), Unsafe.BitCast<float, T>(sum));
        }
        var (largest, total) = SoftmaxRegisters<double, DoubleNegativeExponential>.Statistics(MemoryMarshal.Cast<T, double>(x));
        return (Unsafe.BitCast<double, T>(largest), Unsafe.BitCast<double, T>(total));
    }

    private static void Finish<T>(ReadOnlySpan<T> x, T max, T sum, Span<T> y, SoftmaxKind kind) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            SoftmaxRegisters<float, SingleNegativeExponential>.Finish(
                MemoryMarshal.Cast<T, float>(x), Unsafe.BitCast<T, float>(max), Unsafe.BitCast<T, float>(sum), MemoryMarshal.Cast<T, float>(y), kind);
            return;
        }
        SoftmaxRegisters<double, DoubleNegativeExponential>.Finish(
            MemoryMarshal.Cast<T, double>(x), Unsafe.BitCast<T, double>(max), Unsafe.BitCast<T, double>(sum), MemoryMarshal.Cast<T, double>(y), kind);
    }

    private readonly struct StatisticsPass<T>(int length, int chunks) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var unit = start; unit < end; unit++)
            {
                var (line, chunk) = Math.DivRem(unit, chunks);
                var first = chunk * ChunkLength;
                (y[2 * unit], y[(2 * unit) + 1]) = Statistics(x.A.Slice((line * length) + first, Math.Min(ChunkLength, length - first)));
            }
        }
    }

    private readonly struct LinePass<T>(int length, SoftmaxKind kind) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var results = kind == SoftmaxKind.LogSumExp ? y[start..end] : y[(start * length)..(end * length)];
            Lines(x.A[(start * length)..(end * length)], results, length, kind, LineMemory.Of(x.A, y));
        }
    }

    private readonly struct FinishPass<T>(int length, int chunks, SoftmaxKind kind) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var unit = start; unit < end; unit++)
            {
                var (line, chunk) = Math.DivRem(unit, chunks);
                var first = chunk * ChunkLength;
                var place = (line * length) + first;
                var count = Math.Min(ChunkLength, length - first);
                Finish(x.A.Slice(place, count), x.B[2 * line], x.B[(2 * line) + 1], y.Slice(place, count), kind);
            }
        }
    }
}
