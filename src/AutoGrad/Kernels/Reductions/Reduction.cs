using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// Reduces the middle one of three axes, [outer, length, inner] to [outer, inner], on all threads. What is reduced together is decided by the
/// lengths alone: chunks of rows by themselves, then the chunks with each other. So no bit depends on the number of threads, and the error of a
/// sum grows with the logarithm of its length.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TReduction">How elements are reduced.</typeparam>
/// <typeparam name="TJoin">How the results of parts are.</typeparam>
internal static class Reduction<T, TReduction, TJoin>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TReduction : struct, IReduction<T>
    where TJoin : struct, IReduction<T>
{
    /// <summary>Reduces; there is at least one element along the axis.</summary>
    public static void Run(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner)
    {
        if (y.IsEmpty)
            return;
        var operand = new Tile<T> { A = x.Values };
        if (length == 1)
        {
            PassSplit.Run(operand, y, y.Length, 1, default(StartPass));
            return;
        }
        var split = new ReductionSplit(outer, length, inner);
        if (split.IsNarrow)
        {
            PassSplit.Run(operand, y, ((outer - 1) / split.Lines) + 1, (long)split.Lines * length, new NarrowPass(x.Parts, split));
            return;
        }
        var pass = new ChunkPass(x.Parts, split);
        var elements = (long)split.ChunkLength * Math.Min(inner, ReductionSplit.TileWidth);
        if (split.Chunks == 1)
        {
            if (inner == 1)
                PassSplit.Run(operand, y, outer, length, new LinePass(x.Parts, split));
            else
                PassSplit.Run(operand, y, outer * split.Tiles, elements, pass);
            return;
        }
        using var partial = new RentedSpan<T>(outer * split.Chunks * inner);
        PassSplit.Run(operand, partial.Span, outer * split.Chunks * split.Tiles, elements, pass);
        Reduction<T, TJoin, TJoin>.Run(partial.Span, y, outer, split.Chunks, inner);
    }

    private static ReadOnlySpan<T> Part(in Tile<T> x, IOperandParts<T>? parts, int start, int count) =>
        parts is null ? x.A.Slice(start, count) : parts.Part(start, count);

    private readonly struct StartPass : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end) => TReduction.Start(x.A[start..end], y[start..end]);
    }

    private readonly struct LinePass(IOperandParts<T>? parts, ReductionSplit split) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            // Several short lines are one part, so that its computation has something to do.
            var length = split.Length;
            var lines = Math.Max(1, (parts?.PartLength ?? NarrowLines.TileElements) / length);
            var isFar = parts is null && Prefetching.Pays(x.A);
            for (; start < end; start += lines)
            {
                var count = Math.Min(lines, end - start);
                var part = Part(x, parts, start * length, count * length);
                for (var line = 0; line < count; line++)
                {
                    var values = part.Slice(line * length, length);
                    if (isFar)
                        Prefetching.After(values);
                    y[start + line] = TReduction.Line(values);
                }
            }
        }
    }

    private readonly struct NarrowPass(IOperandParts<T>? parts, ReductionSplit split) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var (length, lines) = (split.Length, split.Lines);
            using var transposed = new RentedSpan<T>(NarrowLines.TileElements);
            for (var first = start * lines; first < Math.Min(end * lines, y.Length); first += lines)
            {
                var results = y.Slice(first, Math.Min(lines, y.Length - first));
                Transposition.Transpose2D(Part(x, parts, first * length, results.Length * length), transposed.Span, results.Length, length);
                Rows(transposed.Span, results.Length, length, results, default);
            }
        }
    }

    // A unit is one chunk of rows, as wide as a tile.
    private readonly struct ChunkPass(IOperandParts<T>? parts, ReductionSplit split) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var (length, inner, merged) = (split.Length, split.Inner, split.Merged);
            Span<T> block = stackalloc T[inner == 1 ? 0 : ReductionSplit.TileWidth];
            Span<T> wide = stackalloc T[inner == 1 ? 0 : ReductionSplit.MergedWidth];
            for (var unit = start; unit < end; unit++)
            {
                var (result, tile) = Math.DivRem(unit, split.Tiles);
                var (line, chunk) = Math.DivRem(result, split.Chunks);
                var first = chunk * split.ChunkLength;
                var rows = Math.Min(split.ChunkLength, length - first);
                var from = Part(x, parts, ((line * length) + first) * inner, rows * inner);
                var column = tile * ReductionSplit.TileWidth;
                if (inner == 1)
                    y[result] = TReduction.Line(from[..rows]);
                else if (merged > 1)
                    Merged(from, rows, y.Slice(result * inner, inner), merged, wide, block);
                else
                    Rows(from[column..], inner, rows, y.Slice((result * inner) + column, Math.Min(ReductionSplit.TileWidth, inner - column)), block);
            }
        }

        private static void Merged(ReadOnlySpan<T> x, int rows, Span<T> y, int merged, Span<T> wide, Span<T> block)
        {
            var inner = y.Length;
            var count = Math.Min(merged, 1 << BitOperations.Log2((uint)rows));
            var width = count * inner;
            Rows(x, width, rows / count, wide[..width], block);
            for (var half = count / 2; half > 0; half /= 2)
                TJoin.Add(wide.Slice(half * inner, half * inner), wide[..(half * inner)]);
            wide[..inner].CopyTo(y);
            for (var row = rows / count * count; row < rows; row++)
                TReduction.Add(x.Slice(row * inner, inner), y);
        }
    }

    private static void Rows(ReadOnlySpan<T> x, int stride, int rows, Span<T> y, Span<T> block)
    {
        for (var start = 0; start < rows; start += ReductionSplit.BlockRows)
        {
            var sum = start == 0 ? y : block[..y.Length];
            TReduction.Start(x.Slice(start * stride, y.Length), sum);
            if (start + 1 < rows)
                TReduction.AddRows(x[((start + 1) * stride)..], stride, Math.Min(ReductionSplit.BlockRows, rows - start) - 1, sum);
            if (start > 0)
                TJoin.Add(sum, y);
        }
    }
}
