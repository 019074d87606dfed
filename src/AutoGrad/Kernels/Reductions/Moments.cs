using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums of squares about the mean along the middle one of three axes, [outer, length, inner] to [outer, inner]. In two passes over each chunk,
/// while it is in the second cache: the first finds the mean of the distances from the first element of all, so that a large common part is
/// gone before anything is rounded, and equal elements give 0 exactly. Chunks with the sums Sᵢ of nᵢ distances and the squares Qᵢ about their
/// own means have together Σ Qᵢ + Σ nᵢ·(Sᵢ/nᵢ - S/n)² (Chan, Golub and LeVeque, 1979).
/// </summary>
internal static class Moments
{
    private const int TileWidth = 1024;
    private const int MergedWidth = 512;
    private const int BlockRows = 32;
    private const int ChunkRows = 2 * BlockRows;
    private const int ChunksInTurn = 8;

    public static void SquaresAboutMean<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0 || y.IsEmpty)
        {
            y.Clear();
            return;
        }
        var merged = inner <= MergedWidth / 2 ? 1 << BitOperations.Log2((uint)(MergedWidth / inner)) : 1;
        var chunkLength = inner == 1 ? PassSplit.ElementsPerPart : ChunkRows * merged;
        var chunks = length <= 2 * chunkLength ? 1 : ((length - 1) / chunkLength) + 1;
        if (chunks == 1)
            chunkLength = length;
        var tiles = ((inner - 1) / TileWidth) + 1;
        if (inner == 1 && length < Lanes64<T>.Count && NarrowLines.AreWorthIt(outer, length))
        {
            var lines = NarrowLines.LinesPerTile(length);
            PassSplit.Run(new Tile<T> { A = x }, y, ((outer - 1) / lines) + 1, (long)lines * length, new NarrowPass<T>(length, lines));
            return;
        }
        if (inner == 1 && chunks == 1)
        {
            PassSplit.Run(new Tile<T> { A = x }, y, outer, length, new LinePass<T>(length));
            return;
        }
        var size = outer * chunks * inner;
        using var partial = new RentedSpan<T>(2 * size);
        // While the squares of one chunk are taken, the next one is brought into the second cache; a thread has some that follow each other.
        var ahead = tiles == 1 && inner > 1 && Prefetching.Pays(x) ? chunkLength * inner : 0;
        var elements = (long)chunkLength * Math.Min(inner, TileWidth);
        PassSplit.Run(
            new Tile<T> { A = x }, partial.Span, outer * chunks * tiles, ahead > 0 ? elements / ChunksInTurn : elements,
            new ChunkPass<T>(length, inner, chunkLength, chunks, tiles, merged, size, ahead));
        var sums = partial.Span[..size];
        var squares = partial.Span[size..];
        Reductions.Sum<T>(squares, y, outer, chunks, inner);
        if (chunks == 1)
            return;
        using var totals = new RentedSpan<T>(y.Length);
        Reductions.Sum<T>(sums, totals.Span, outer, chunks, inner);
        TensorPrimitives.Divide(totals.Span, T.CreateTruncating(length), totals.Span);
        for (var i = 0; i < outer * chunks; i++)
        {
            var (line, chunk) = Math.DivRem(i, chunks);
            var distances = sums.Slice(i * inner, inner);
            var count = T.CreateTruncating(Math.Min(chunkLength, length - (chunk * chunkLength)));
            TensorPrimitives.Divide(distances, count, distances);
            TensorPrimitives.Subtract(distances, totals.Span.Slice(line * inner, inner), distances);
            TensorPrimitives.Multiply(distances, distances, distances);
            TensorPrimitives.Multiply(distances, count, distances);
        }
        Reductions.Sum<T>(sums, totals.Span, outer, chunks, inner);
        TensorPrimitives.Add(y, totals.Span, y);
    }

    private readonly struct LinePass<T>(int length) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var isFar = Prefetching.Pays(x.A);
            if (LineSum<T>.HasLanes(length))
            {
                MomentGroups<T>.SquaresAboutMean(x.A[(start * length)..(end * length)], y[start..end], length, isFar);
                return;
            }
            for (var line = start; line < end; line++)
            {
                var values = x.A.Slice(line * length, length);
                if (isFar)
                    Prefetching.After(values);
                y[line] = LineSum<T>.SumOfSquares(values, values[0], LineSum<T>.SumOfDistances(values, values[0]) / T.CreateTruncating(length));
            }
        }
    }

    // Lines that fill no block are transposed, so that their elements are added one after the other, as by themselves, but many lines' at once.
    private readonly struct NarrowPass<T>(int length, int lines) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            using var memory = new RentedSpan<T>(2 * NarrowLines.TileElements);
            var rows = memory.Span[..NarrowLines.TileElements];
            for (var first = start * lines; first < Math.Min(end * lines, y.Length); first += lines)
            {
                var results = y.Slice(first, Math.Min(lines, y.Length - first));
                var means = memory.Span.Slice(NarrowLines.TileElements, results.Length);
                Transposition.Transpose2D(x.A.Slice(first * length, results.Length * length), rows, results.Length, length);
                var origins = rows[..results.Length];
                means.Clear();
                RowSum<T>.AddDistances(rows, results.Length, length, origins, means);
                TensorPrimitives.Divide(means, T.CreateTruncating(length), means);
                results.Clear();
                RowSum<T>.AddSquares(rows, results.Length, length, origins, means, results);
            }
        }
    }

    // A unit is one chunk of rows, as wide as a tile. The sums come first, then the squares.
    private readonly struct ChunkPass<T>(int length, int inner, int chunkLength, int chunks, int tiles, int merged, int size, int ahead) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> memory = stackalloc T[inner == 1 ? 0 : 4 * TileWidth];
            for (var unit = start; unit < end; unit++)
            {
                var (result, tile) = Math.DivRem(unit, tiles);
                var (line, chunk) = Math.DivRem(result, chunks);
                var first = chunk * chunkLength;
                var rows = Math.Min(chunkLength, length - first);
                var from = x.A[(((line * length) + first) * inner)..];
                if (inner == 1)
                {
                    var values = from[..rows];
                    var origin = x.A[line * length];
                    y[result] = LineSum<T>.SumOfDistances(values, origin);
                    y[size + result] = LineSum<T>.SumOfSquares(values, origin, y[result] / T.CreateTruncating(rows));
                    continue;
                }
                var column = tile * TileWidth;
                var width = Math.Min(TileWidth, inner - column);
                var place = (result * inner) + column;
                Columns(
                    from[column..], x.A.Slice((line * length * inner) + column, width), rows, y.Slice(place, width), y.Slice(size + place, width), memory);
            }
        }

        private void Columns(ReadOnlySpan<T> x, ReadOnlySpan<T> origin, int rows, Span<T> sums, Span<T> squares, Span<T> memory)
        {
            var count = Math.Min(merged, 1 << BitOperations.Log2((uint)rows));
            var width = count * origin.Length;
            var origins = memory[..width];
            var means = memory.Slice(TileWidth, width);
            Repeat(origin, origins);
            Sum(x, rows, count, origins, default, sums, memory[(2 * TileWidth)..]);
            TensorPrimitives.Divide(sums, T.CreateTruncating(rows), means[..origin.Length]);
            Repeat(means[..origin.Length], means);
            Sum(x, rows, count, origins, means, squares, memory[(2 * TileWidth)..]);
        }

        private static void Repeat(ReadOnlySpan<T> row, Span<T> y)
        {
            for (var place = 0; place < y.Length; place += row.Length)
                row.CopyTo(y[place..]);
        }

        // The sums down the columns of x - origin, or of its square about the means; several rows at once, then those with each other.
        private void Sum(ReadOnlySpan<T> x, int rows, int count, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y, Span<T> scratch)
        {
            var sums = scratch[..origins.Length];
            var block = scratch.Slice(TileWidth, origins.Length);
            sums.Clear();
            for (var first = 0; first < rows / count; first += BlockRows)
            {
                block.Clear();
                Add(x[(first * count * inner)..], count * inner, Math.Min(BlockRows, (rows / count) - first), origins, means, block);
                TensorPrimitives.Add(sums, block, sums);
            }
            for (var half = count / 2; half > 0; half /= 2)
                TensorPrimitives.Add(sums[..(half * inner)], sums.Slice(half * inner, half * inner), sums[..(half * inner)]);
            sums[..y.Length].CopyTo(y);
            var left = rows % count;
            if (left > 0)
                Add(x[((rows - left) * inner)..], inner, left, origins[..y.Length], means.IsEmpty ? means : means[..y.Length], y);
        }

        private void Add(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y)
        {
            if (means.IsEmpty)
                RowSum<T>.AddDistances(x, stride, rows, origins, y);
            else
                RowSum<T>.AddSquares(x, stride, rows, origins, means, y, ahead);
        }
    }
}
