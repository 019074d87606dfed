using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels.Standardization;

/// <summary>
/// The means and the variances of groups, from one pass over memory: each cell of a group is read twice, while it is in the caches, first for the
/// mean of the distances from the first element of the group, so that a large common part is gone before anything is rounded. Cells with the sums Sᵢ
/// of nᵢ distances and the squares Qᵢ about their own means have together Σ Qᵢ + Σ nᵢ·(Sᵢ/nᵢ - S/n)² (Chan, Golub and LeVeque, 1979).
/// </summary>
internal static class GroupMoments
{
    /// <summary>Gives the means, [groups], and then the variances over the population, [groups]; NaN of no elements.</summary>
    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, GroupLayout layout) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var groups = layout.Groups;
        if (groups == 0)
            return;
        if (layout.Count == 0)
        {
            y.Fill(T.NaN);
            return;
        }
        var cells = layout.Cells;
        using var partial = new RentedSpan<T>(cells == 1 ? 0 : 2 * cells * groups);
        var sums = cells == 1 ? y : partial.Span;
        if (layout.IsByRows)
        {
            PassSplit.Run(new Tile<T> { A = x }, sums, cells * layout.GroupBlocks,
                (long)layout.RowsAtATime * layout.GroupsAtATime * layout.Inner, new RowPass<T>(layout));
        }
        else
        {
            PassSplit.Run(new Tile<T> { A = x }, sums, cells * groups, layout.PieceLength / Prefetching.PartsInTurn(x), new RunPass<T>(layout));
        }
        if (cells > 1)
            Combine(partial.Span, y, layout);
        var means = y[..groups];
        TensorPrimitives.Divide(y, T.CreateTruncating(layout.Count), y);
        for (var g = 0; g < groups; g++)
            means[g] += x[g * layout.Inner];
    }

    // From the sums and the squares of the cells to those of the groups.
    private static void Combine<T>(Span<T> partial, Span<T> y, GroupLayout layout) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (groups, cells) = (layout.Groups, layout.Cells);
        Reductions.Sum<T>(partial, y, 2, cells, groups);
        using var rented = new RentedSpan<T>(2 * groups);
        var mean = rented.Span[..groups];
        var between = rented.Span[groups..];
        TensorPrimitives.Divide(y[..groups], T.CreateTruncating(layout.Count), mean);
        for (var cell = 0; cell < cells; cell++)
        {
            var distances = partial.Slice(cell * groups, groups);
            var count = T.CreateTruncating(CountOf(cell, layout));
            TensorPrimitives.Divide(distances, count, distances);
            TensorPrimitives.Subtract(distances, mean, distances);
            TensorPrimitives.Multiply(distances, distances, distances);
            TensorPrimitives.Multiply(distances, count, distances);
        }
        Reductions.Sum<T>(partial[..(cells * groups)], between, 1, cells, groups);
        TensorPrimitives.Add(y[groups..], between, y[groups..]);
    }

    private static int CountOf(int cell, GroupLayout layout)
    {
        if (layout.IsByRows)
            return Math.Min(layout.RowsAtATime, layout.Outer - (cell * layout.RowsAtATime)) * layout.Inner;
        var first = cell % layout.Pieces * layout.PieceLength;
        return Math.Min(layout.PieceLength, layout.Inner - first);
    }

    // A unit is a piece of a run. The sums come first, [cells, groups], then the squares.
    private readonly struct RunPass<T>(GroupLayout layout) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var isFar = Prefetching.Pays(x.A);
            if (layout.Pieces == 1 && LineSum<T>.HasLanes(layout.Inner))
            {
                Groups(x.A, y[start..end], y[((layout.Cells * layout.Groups) + start)..][..(end - start)], start, isFar);
                return;
            }
            for (var unit = start; unit < end; unit++)
            {
                var (run, piece) = Math.DivRem(unit, layout.Pieces);
                var (outer, group) = Math.DivRem(run, layout.Groups);
                var first = piece * layout.PieceLength;
                var values = x.A.Slice((run * layout.Inner) + first, Math.Min(layout.PieceLength, layout.Inner - first));
                if (isFar)
                    Prefetching.After(values);
                var origin = x.A[group * layout.Inner];
                var place = (((outer * layout.Pieces) + piece) * layout.Groups) + group;
                var sum = LineSum<T>.SumOfDistances(values, origin);
                y[place] = sum;
                y[(layout.Cells * layout.Groups) + place] = LineSum<T>.SumOfSquares(values, origin, sum / T.CreateTruncating(values.Length));
            }
        }

        // Short runs, many together. Their distances are from their own first elements before they are from that of the group.
        private void Groups(ReadOnlySpan<T> x, Span<T> sums, Span<T> squares, int start, bool isFar)
        {
            var inner = layout.Inner;
            MomentGroups<T>.SquaresAboutMean(x.Slice(start * inner, sums.Length * inner), sums, squares, inner, isFar);
            if (layout.Outer == 1)
                return;
            for (var i = 0; i < sums.Length; i++)
                sums[i] += T.CreateTruncating(inner) * (x[(start + i) * inner] - x[(start + i) % layout.Groups * inner]);
        }
    }

    // A unit is some rows of some groups.
    private readonly struct RowPass<T>(GroupLayout layout) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var (inner, stride) = (layout.Inner, layout.Groups * layout.Inner);
            using var rented = new RentedSpan<T>(ColumnMoments<T>.MemoryRows * layout.GroupsAtATime * inner);
            for (var unit = start; unit < end; unit++)
            {
                var (cell, block) = Math.DivRem(unit, layout.GroupBlocks);
                var group = block * layout.GroupsAtATime;
                var groups = Math.Min(layout.GroupsAtATime, layout.Groups - group);
                var row = cell * layout.RowsAtATime;
                var rows = Math.Min(layout.RowsAtATime, layout.Outer - row);
                var width = groups * inner;
                var from = x.A[((row * stride) + (group * inner))..];
                var origins = rented.Span[..width];
                var means = rented.Span.Slice(width, width);
                var columns = rented.Span.Slice(2 * width, width);
                var place = (cell * layout.Groups) + group;
                var sums = y.Slice(place, groups);
                var squares = y.Slice((layout.Cells * layout.Groups) + place, groups);
                if (inner == 1)
                {
                    ColumnMoments<T>.Run(from, stride, rows, 1, x.A.Slice(group, groups), sums, squares, rented.Span);
                    TensorPrimitives.Multiply(sums, T.CreateTruncating(rows), sums);
                    continue;
                }
                for (var g = 0; g < groups; g++)
                    origins.Slice(g * inner, inner).Fill(x.A[(group + g) * inner]);
                columns.Clear();
                RowSum<T>.AddDistances(from, stride, rows, origins, columns);
                Fold(columns, sums, inner);
                for (var g = 0; g < groups; g++)
                    means.Slice(g * inner, inner).Fill(sums[g] / T.CreateTruncating(rows * inner));
                columns.Clear();
                RowSum<T>.AddSquares(from, stride, rows, origins, means, columns);
                Fold(columns, squares, inner);
            }
        }
    }

    /// <summary>The sums of the columns of each group.</summary>
    public static void Fold<T>(ReadOnlySpan<T> columns, Span<T> y, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
        {
            columns[..y.Length].CopyTo(y);
            return;
        }
        for (var g = 0; g < y.Length; g++)
            y[g] = LineSum<T>.Sum(columns.Slice(g * inner, inner));
    }
}
