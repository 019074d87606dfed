using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// Large products: blocks of b, and within these blocks of a, are copied into panels that lie in the caches as the tiles read them.
/// </summary>
internal static unsafe class BlockedProduct<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // What is copied from each panel's width before the next panel's.
    private const int RowsAtOnce = 8;

    // A panel of b (depth by two vectors) takes up to an eighth of the second cache and a block of a (rows by depth) three: what a tile reads
    // runs through the first cache in long lines, which the processor fetches ahead, and the deeper a block, the less often c is read again.
    // A block of b (depth by columns) stays in the third cache.
    private static nint DeepestPanel(nint cache) => Math.Max(1, cache / 8 / (Wide * sizeof(T)));

    private static nint MostRows(nint cache, nint depth) => Math.Max(1, cache * 3 / 8 / sizeof(T) / depth / Tall) * Tall;

    private static nint MostColumns(nint cache, nint depth) => Math.Max(1, cache * 4 / sizeof(T) / depth / Wide) * Wide;

    private static int Wide => 2 * TOps.Count;

    private static int Tall => TileSweep<T, TVector, TOps>.Tall;

    /// <summary>Computes the product in blocks that suit a second cache of so many bytes.</summary>
    public static void Run(in ProductProblem<T> problem, nint cache)
    {
        var (m, n, k) = (problem.M, problem.N, problem.K);
        var deepest = Evenly(k, DeepestPanel(cache));
        var most = Math.Min(m, MostRows(cache, deepest));
        var widest = Math.Min(n, MostColumns(cache, deepest));
        var bSize = Padded(widest, Wide) * deepest;
        var aSize = Padded(most, Tall) * deepest;

        // In this order the panels of b and the tile aside begin at multiples of a vector.
        var bPanels = Scratch.Get<T>(bSize + (Tall * Wide) + aSize);
        var edge = bPanels + bSize;
        var aPanels = edge + (Tall * Wide);
        for (nint j = 0; j < n; j += widest)
        {
            var columns = Math.Min(n - j, widest);
            for (nint p = 0; p < k; p += deepest)
            {
                var depth = Math.Min(k - p, deepest);
                Pack(problem.B.From(p, j).Transposed, columns, depth, Wide, bPanels);
                for (nint i = 0; i < m; i += most)
                {
                    var rows = Math.Min(m - i, most);
                    Pack(problem.A.From(i, p), rows, depth, Tall, aPanels);
                    Tiles(aPanels, bPanels, problem.C + (i * problem.CRow) + j, problem.CRow, rows, columns, depth, edge, p > 0);
                    if (p + depth == k)
                        problem.Finish(i, j, rows, columns);
                }
            }
        }
    }

    // Panel q holds lines q * width to (q + 1) * width of x, the elements of these at one depth side by side: width * depth elements,
    // with zeros for the lines after the last.
    private static void Pack(Operand<T> x, nint lines, nint depth, nint width, T* panels)
    {
        var rest = lines % width;
        if (rest != 0)
            new Span<T>(panels + ((lines - rest) * depth), (int)(width * depth)).Clear();

        if (x.HasContiguousRows)
        {
            for (nint line = 0; line < lines; line += width)
                BlockTransposition.Run(x.At(line, 0), x.Row, panels + (line * depth), width, Math.Min(lines - line, width), depth);
            return;
        }

        // Across all panels, a few depths at a time: memory is read in long rows.
        for (nint p = 0; p < depth; p += RowsAtOnce)
        {
            for (nint line = 0; line < lines; line += width)
            {
                var target = panels + (line * depth) + (p * width);
                CopyRows(x.At(line, p), x.Column, target, width, Math.Min(lines - line, width), Math.Min(depth - p, RowsAtOnce));
            }
        }
    }

    private static void CopyRows(T* x, nint xRow, T* y, nint yRow, nint length, nint rows)
    {
        for (nint i = 0; i < rows; i++, x += xRow, y += yRow)
        {
            nint j = 0;
            for (; j <= length - TOps.Count; j += TOps.Count)
                TOps.Store(TOps.Load(x + j), y + j);
            for (; j < length; j++)
                y[j] = x[j];
        }
    }

    private static void Tiles(T* a, T* b, T* c, nint cRow, nint rows, nint columns, nint depth, T* edge, bool accumulate)
    {
        for (nint j = 0; j < columns; j += Wide, b += Wide * depth)
        {
            var wide = Math.Min(columns - j, Wide);
            var panel = a;
            for (nint i = 0; i < rows; i += Tall, panel += Tall * depth)
            {
                var tall = Math.Min(rows - i, Tall);
                var left = new Operand<T>(panel, 1, Tall);
                var target = c + (i * cRow) + j;
                if (wide == Wide)
                {
                    TileSweep<T, TVector, TOps>.Run<Two>(left, b, Wide, target, cRow, TOps.Count, tall, depth, accumulate);
                    continue;
                }

                // The panel has columns that c has not: a whole tile is computed aside.
                if (accumulate)
                    CopyRows(target, cRow, edge, Wide, wide, tall);
                TileSweep<T, TVector, TOps>.Run<Two>(left, b, Wide, edge, Wide, TOps.Count, tall, depth, accumulate);
                CopyRows(edge, Wide, target, cRow, wide, tall);
            }
        }
    }

    // The length of as few pieces as it takes, none much shorter than the others.
    private static nint Evenly(nint length, nint longest)
    {
        var pieces = ((length - 1) / longest) + 1;
        return ((length - 1) / pieces) + 1;
    }

    private static nint Padded(nint length, nint unit) => (length + unit - 1) / unit * unit;
}
