using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums of squares about the mean along the middle one of three axes, [outer, length, inner] to [outer, inner], from one pass over memory. Lines are
/// read twice, chunk by chunk, while they are in the caches: the first time for the mean of the distances from the first element of all, so that a
/// large common part is gone before anything is rounded, and equal elements give 0 exactly; for columns, see <see cref="ColumnMoments{T}"/>. Chunks of nᵢ
/// elements with the means mᵢ and the squares Qᵢ about them have together Σ Qᵢ + Σ nᵢ·(mᵢ - m)² (Chan, Golub and LeVeque, 1979).
/// </summary>
internal static class Moments
{
    private const int TileWidth = 1024;
    private const int MergedWidth = 512;
    private const int ChunkRows = 64;

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
        PassSplit.Run(
            new Tile<T> { A = x }, partial.Span, outer * chunks * tiles, (long)chunkLength * Math.Min(inner, TileWidth),
            new ChunkPass<T>(length, inner, chunkLength, chunks, tiles, merged, size));
        var means = partial.Span[..size];
        Reductions.Sum<T>(partial.Span[size..], y, outer, chunks, inner);
        if (chunks == 1)
            return;
        // All chunks count as whole ones first.
        var (whole, last) = (T.CreateTruncating(chunkLength), T.CreateTruncating(length - ((chunks - 1) * chunkLength)));
        using var rented = new RentedSpan<T>(y.Length);
        var totals = rented.Span;
        Reductions.Sum<T>(means, totals, outer, chunks, inner);
        for (var line = 0; line < outer; line++)
        {
            var ofChunks = means.Slice(line * chunks * inner, chunks * inner);
            var mean = totals.Slice(line * inner, inner);
            for (var i = 0; i < inner; i++)
                mean[i] = ((mean[i] * whole) - (ofChunks[^(inner - i)] * (whole - last))) / T.CreateTruncating(length);
            for (var chunk = 0; chunk < chunks; chunk++)
                MomentRows<T>.Square(ofChunks.Slice(chunk * inner, inner), mean, chunk == chunks - 1 ? last : whole);
        }
        Reductions.Sum<T>(means, totals, outer, chunks, inner);
        TensorPrimitives.Add(y, totals, y);
    }

    private readonly struct LinePass<T>(int length) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var isFar = Prefetching.Pays(x.A);
            if (LineSum<T>.HasLanes(length))
            {
                MomentGroups<T>.SquaresAboutMean(x.A[(start * length)..(end * length)], default, y[start..end], length, isFar);
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

    // A unit is one chunk of rows, as wide as a tile. What the mean is from the first element comes first, then the squares.
    private readonly struct ChunkPass<T>(int length, int inner, int chunkLength, int chunks, int tiles, int merged, int size) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The memory is written before it is read.
        [SkipLocalsInit]
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> memory = stackalloc T[inner == 1 ? 0 : ColumnMoments<T>.MemoryRows * TileWidth];
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
                    y[result] = LineSum<T>.SumOfDistances(values, origin) / T.CreateTruncating(rows);
                    y[size + result] = LineSum<T>.SumOfSquares(values, origin, y[result]);
                    continue;
                }
                var column = tile * TileWidth;
                var width = Math.Min(TileWidth, inner - column);
                var place = (result * inner) + column;
                var origins = x.A.Slice((line * length * inner) + column, width);
                ColumnMoments<T>.Run(from[column..], inner, rows, merged, origins, y.Slice(place, width), y.Slice(size + place, width), memory);
            }
        }
    }
}
