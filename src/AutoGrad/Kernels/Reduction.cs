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
    // Rows as wide as this stay in the first cache while others are added to them.
    private const int TileWidth = 1024;

    // Several short rows are treated as one about as long as this, so that a call has something to do.
    private const int MergedWidth = 512;

    // So many rows are added one after the other: to more of them, error would add up.
    private const int BlockRows = 32;

    private const int ChunkRows = 2 * BlockRows;

    /// <summary>Reduces; there is at least one element along the axis.</summary>
    public static void Run(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
    {
        if (y.IsEmpty)
            return;
        var operand = new Tile<T> { A = x };
        if (length == 1)
        {
            PassSplit.Run(operand, y, y.Length, 1, default(StartPass));
            return;
        }
        if (inner == 1 && NarrowLines.AreWorthIt(outer, length))
        {
            var lines = NarrowLines.LinesPerTile(length);
            PassSplit.Run(operand, y, ((outer - 1) / lines) + 1, (long)lines * length, new NarrowPass(length, lines));
            return;
        }
        var merged = inner <= MergedWidth / 2 ? 1 << BitOperations.Log2((uint)(MergedWidth / inner)) : 1;
        var chunkLength = inner == 1 ? PassSplit.ElementsPerPart : ChunkRows * merged;
        var chunks = length <= 2 * chunkLength ? 1 : ((length - 1) / chunkLength) + 1;
        if (chunks == 1)
            chunkLength = length;
        var tiles = ((inner - 1) / TileWidth) + 1;
        var pass = new ChunkPass(length, inner, chunkLength, chunks, tiles, merged);
        var elements = (long)chunkLength * Math.Min(inner, TileWidth);
        if (chunks == 1)
        {
            PassSplit.Run(operand, y, outer * tiles, elements, pass);
            return;
        }
        using var partial = new RentedSpan<T>(outer * chunks * inner);
        PassSplit.Run(operand, partial.Span, outer * chunks * tiles, elements, pass);
        Reduction<T, TJoin, TJoin>.Run(partial.Span, y, outer, chunks, inner);
    }

    private readonly struct StartPass : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end) => TReduction.Start(x.A[start..end], y[start..end]);
    }

    private readonly struct NarrowPass(int length, int lines) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            using var transposed = new RentedSpan<T>(NarrowLines.TileElements);
            for (var first = start * lines; first < Math.Min(end * lines, y.Length); first += lines)
            {
                var results = y.Slice(first, Math.Min(lines, y.Length - first));
                Transposition.Transpose2D(x.A[(first * length)..], transposed.Span, results.Length, length);
                Rows(transposed.Span, results.Length, length, results, default);
            }
        }
    }

    // A unit is one chunk of rows, as wide as a tile.
    private readonly struct ChunkPass(int length, int inner, int chunkLength, int chunks, int tiles, int merged) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> block = stackalloc T[inner == 1 ? 0 : TileWidth];
            Span<T> wide = stackalloc T[inner == 1 ? 0 : MergedWidth];
            for (var unit = start; unit < end; unit++)
            {
                var (result, tile) = Math.DivRem(unit, tiles);
                var (line, chunk) = Math.DivRem(result, chunks);
                var first = chunk * chunkLength;
                var rows = Math.Min(chunkLength, length - first);
                var from = x.A[(((line * length) + first) * inner)..];
                var column = tile * TileWidth;
                if (inner == 1)
                    y[result] = TReduction.Line(from[..rows]);
                else if (merged > 1)
                    Merged(from, rows, y.Slice(result * inner, inner), wide, block);
                else
                    Rows(from[column..], inner, rows, y.Slice((result * inner) + column, Math.Min(TileWidth, inner - column)), block);
            }
        }

        private void Merged(ReadOnlySpan<T> x, int rows, Span<T> y, Span<T> wide, Span<T> block)
        {
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
        for (var start = 0; start < rows; start += BlockRows)
        {
            var sum = start == 0 ? y : block[..y.Length];
            TReduction.Start(x.Slice(start * stride, y.Length), sum);
            for (var row = start + 1; row < Math.Min(start + BlockRows, rows); row++)
                TReduction.Add(x.Slice(row * stride, y.Length), sum);
            if (start > 0)
                TJoin.Add(sum, y);
        }
    }
}
