using System.Numerics;

namespace AutoGrad.Kernels.Standardization;

/// <summary>What the derivative of a standardisation sums: two sums in one pass over the elements x and the cotangents u.</summary>
internal static class GroupSums
{
    /// <summary>Σ u of each group, [groups], and then Σ u·(x - m), [groups]; u·scale in the place of u where there are scales, [inner] of lines.</summary>
    public static void OfGroups<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> means, ReadOnlySpan<T> scale, Span<T> y, GroupLayout layout)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (groups, cells) = (layout.Groups, layout.Cells);
        if (layout.Size == 0)
        {
            y.Clear();
            return;
        }
        using var partial = new RentedSpan<T>(cells == 1 ? 0 : 2 * cells * groups);
        using var coefficients = new RentedSpan<T>(groups + scale.Length);
        means.CopyTo(coefficients.Span);
        scale.CopyTo(coefficients.Span[groups..]);
        var operands = new Tile<T> { A = x, B = u, C = coefficients.Span };
        var sums = cells == 1 ? y : partial.Span;
        if (layout.IsByRows)
            PassSplit.Run(operands, sums, cells * layout.GroupBlocks, (long)layout.RowsAtATime * layout.GroupsAtATime * layout.Inner, new RowPass<T>(layout));
        else
            PassSplit.Run(operands, sums, cells * groups, layout.PieceLength / Prefetching.PartsInTurn(x), new RunPass<T>(layout));
        if (cells > 1)
            Reductions.Sum<T>(partial.Span, y, 2, cells, groups);
    }

    /// <summary>Of lines x and u, [lines, inner], with means m and rates r, [lines]: Σ u over the lines, [inner], and then Σ u·((x - m)·r), [inner].</summary>
    public static void OverLines<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> means, ReadOnlySpan<T> rates, Span<T> y, int lines, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (lines == 0 || inner == 0)
        {
            y.Clear();
            return;
        }
        var pass = new LinesPass<T>(lines, inner);
        using var partial = new RentedSpan<T>(2 * pass.Chunks * inner);
        using var coefficients = new RentedSpan<T>(2 * lines);
        means.CopyTo(coefficients.Span);
        rates.CopyTo(coefficients.Span[lines..]);
        PassSplit.Run(new Tile<T> { A = x, B = u, C = coefficients.Span }, partial.Span, pass.Chunks * pass.Tiles,
            (long)LinesPass<T>.ChunkLines * Math.Min(inner, LinesPass<T>.TileWidth) / Prefetching.PartsInTurn(x), pass);
        Reductions.Sum<T>(partial.Span, y, 2, pass.Chunks, inner);
    }

    // A unit is a piece of a run.
    private readonly struct RunPass<T>(GroupLayout layout) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var isFar = Prefetching.Pays(x.A);
            var scales = x.C[layout.Groups..];
            for (var unit = start; unit < end; unit++)
            {
                var (run, piece) = Math.DivRem(unit, layout.Pieces);
                var (outer, group) = Math.DivRem(run, layout.Groups);
                var first = piece * layout.PieceLength;
                var length = Math.Min(layout.PieceLength, layout.Inner - first);
                var values = x.A.Slice((run * layout.Inner) + first, length);
                var weights = x.B.Slice((run * layout.Inner) + first, length);
                if (isFar)
                {
                    Prefetching.After(values);
                    Prefetching.After(weights);
                }
                var place = (((outer * layout.Pieces) + piece) * layout.Groups) + group;
                (y[place], y[(layout.Cells * layout.Groups) + place]) =
                    PairSum<T>.Of(values, weights, scales.IsEmpty ? scales : scales.Slice(first, length), x.C[group]);
            }
        }
    }

    // A unit is some rows of some groups.
    private readonly struct RowPass<T>(GroupLayout layout) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var (inner, stride) = (layout.Inner, layout.Groups * layout.Inner);
            using var rented = new RentedSpan<T>(3 * layout.GroupsAtATime * inner);
            for (var unit = start; unit < end; unit++)
            {
                var (cell, block) = Math.DivRem(unit, layout.GroupBlocks);
                var group = block * layout.GroupsAtATime;
                var groups = Math.Min(layout.GroupsAtATime, layout.Groups - group);
                var row = cell * layout.RowsAtATime;
                var rows = Math.Min(layout.RowsAtATime, layout.Outer - row);
                var width = groups * inner;
                var first = (row * stride) + (group * inner);
                var means = rented.Span[..width];
                for (var g = 0; g < groups; g++)
                    means.Slice(g * inner, inner).Fill(x.C[group + g]);
                var columns = rented.Span.Slice(width, 2 * width);
                columns.Clear();
                PairRows<T>.Add(x.A[first..], x.B[first..], stride, rows, means, columns[..width], columns[width..]);
                var place = (cell * layout.Groups) + group;
                GroupMoments.Fold(columns[..width], y.Slice(place, groups), inner);
                GroupMoments.Fold(columns[width..], y.Slice((layout.Cells * layout.Groups) + place, groups), inner);
            }
        }
    }

    // A unit is a tile of a chunk of lines. Two chunks' sums are as far apart as all sums of one kind.
    private readonly struct LinesPass<T>(int lines, int inner) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public const int ChunkLines = 64;
        public const int TileWidth = 1024;

        public int Chunks => ((lines - 1) / ChunkLines) + 1;

        public int Tiles => ((inner - 1) / TileWidth) + 1;

        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var unit = start; unit < end; unit++)
            {
                var (chunk, tile) = Math.DivRem(unit, Tiles);
                var (line, column) = (chunk * ChunkLines, tile * TileWidth);
                var count = Math.Min(ChunkLines, lines - line);
                var width = Math.Min(TileWidth, inner - column);
                var first = (line * inner) + column;
                var sums = y.Slice((chunk * inner) + column, width);
                var products = y.Slice(((Chunks + chunk) * inner) + column, width);
                sums.Clear();
                products.Clear();
                PairRows<T>.Add(x.A[first..], x.B[first..], inner, count, x.C.Slice(line, count), x.C.Slice(lines + line, count), sums, products);
            }
        }
    }
}
