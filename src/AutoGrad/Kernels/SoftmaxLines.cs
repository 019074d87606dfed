using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Softmax and what belongs to it along the last axis, [outer, length]. A line that is long is done in chunks, each with a maximum of its own,
/// so that memory is read once for the sum and once for the results.
/// </summary>
internal static class SoftmaxLines
{
    private const int TileLength = 1024;
    private const int ChunkLength = PassSplit.ElementsPerPart;

    public static void LogSumExp<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsNarrow(x, y, outer, length, SoftmaxKind.LogSumExp))
            return;
        using var statistics = new RentedSpan<T>(2 * outer);
        Statistics(x, statistics.Span, outer, length);
        for (var i = 0; i < y.Length; i++)
            y[i] = SoftmaxKernel.LogSumExp(statistics.Span[2 * i], statistics.Span[(2 * i) + 1]);
    }

    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, SoftmaxKind kind) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsNarrow(x, y, outer, length, kind))
            return;
        var chunks = ChunksOf(length);
        if (chunks == 1)
        {
            PassSplit.Run(new Tile<T> { A = x }, y, outer, length, new LinePass<T>(length, kind));
            return;
        }
        using var statistics = new RentedSpan<T>(2 * outer);
        Statistics(x, statistics.Span, outer, length);
        var pass = new FinishPass<T>(length, chunks, kind);
        PassSplit.Run(new Tile<T> { A = x, B = statistics.Span }, y, outer * chunks, ChunkLength, pass);
    }

    private static bool IsNarrow<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, SoftmaxKind kind) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!NarrowLines.AreWorthIt(outer, length))
            return false;
        var lines = NarrowLines.LinesPerTile(length);
        PassSplit.Run(new Tile<T> { A = x }, y, ((outer - 1) / lines) + 1, (long)lines * length, new NarrowPass<T>(outer, length, lines, kind));
        return true;
    }

    private static int ChunksOf(int length) => length <= 2 * ChunkLength ? 1 : ((length - 1) / ChunkLength) + 1;

    // The maximum m of each line and Σ exp(x - m), one after the other.
    private static void Statistics<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var chunks = ChunksOf(length);
        if (chunks == 1)
        {
            PassSplit.Run(new Tile<T> { A = x }, y, outer, length, new StatisticsPass<T>(length, 1, length));
            return;
        }
        using var partial = new RentedSpan<T>(2 * outer * chunks);
        PassSplit.Run(new Tile<T> { A = x }, partial.Span, outer * chunks, ChunkLength, new StatisticsPass<T>(length, chunks, ChunkLength));
        for (var i = 0; i < outer; i++)
            (y[2 * i], y[(2 * i) + 1]) = Join<T>(partial.Span.Slice(2 * i * chunks, 2 * chunks));
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

    // exp(x - max) into y, and their sum: by halves, down to a tile, as its error then grows with the logarithm of the length. Where y has the
    // length of a tile only, each tile overwrites the one before.
    private static T Exponentials<T>(ReadOnlySpan<T> x, T max, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length > TileLength)
        {
            var half = ((x.Length / 2) + TileLength - 1) / TileLength * TileLength;
            var isWhole = y.Length == x.Length;
            return Exponentials(x[..half], max, isWhole ? y[..half] : y) + Exponentials(x[half..], max, isWhole ? y[half..] : y);
        }
        var results = y[..x.Length];
        TensorPrimitives.Subtract(x, max, results);
        Kernels.Exponentials.Exp<T>(results, results);
        return LineSum<T>.Sum(results);
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

    private readonly struct StatisticsPass<T>(int length, int chunks, int chunkLength) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> tile = stackalloc T[TileLength];
            for (var unit = start; unit < end; unit++)
            {
                var (line, chunk) = Math.DivRem(unit, chunks);
                var first = chunk * chunkLength;
                var from = x.A.Slice((line * length) + first, Math.Min(chunkLength, length - first));
                var max = TensorPrimitives.Max(from);
                (y[2 * unit], y[(2 * unit) + 1]) = (max, Exponentials(from, max, tile));
            }
        }
    }

    private readonly struct LinePass<T>(int length, SoftmaxKind kind) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var line = start; line < end; line++)
            {
                var from = x.A.Slice(line * length, length);
                var to = y.Slice(line * length, length);
                var max = TensorPrimitives.Max(from);
                var sum = Exponentials(from, max, to);
                if (kind == SoftmaxKind.Softmax)
                    TensorPrimitives.Divide(to, sum, to);
                else
                    LogTiles(from, max, sum, to);
            }
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
                var (max, sum) = (x.B[2 * line], x.B[(2 * line) + 1]);
                if (kind == SoftmaxKind.Softmax)
                    Tiles(x.A.Slice(place, count), max, sum, y.Slice(place, count));
                else
                    LogTiles(x.A.Slice(place, count), max, sum, y.Slice(place, count));
            }
        }

        private static void Tiles(ReadOnlySpan<T> x, T max, T sum, Span<T> y)
        {
            for (var start = 0; start < x.Length; start += TileLength)
            {
                var length = Math.Min(TileLength, x.Length - start);
                var results = y.Slice(start, length);
                TensorPrimitives.Subtract(x.Slice(start, length), max, results);
                Kernels.Exponentials.Exp<T>(results, results);
                TensorPrimitives.Divide(results, sum, results);
            }
        }
    }

    private static void LogTiles<T>(ReadOnlySpan<T> x, T max, T sum, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var log = T.Log(sum);
        for (var start = 0; start < x.Length; start += TileLength)
        {
            var length = Math.Min(TileLength, x.Length - start);
            var results = y.Slice(start, length);
            TensorPrimitives.Subtract(x.Slice(start, length), max, results);
            TensorPrimitives.Subtract(results, log, results);
        }
    }
}
