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
    // A panel of b (Depth by two vectors) stays in the first cache, a block of a (Rows by Depth) in the second, a block of b in the third.
    private const int Rows = 240;
    private const int Columns = 1024;

    // What is copied from each panel's width before the next panel's.
    private const int RowsAtOnce = 8;

    private static int Depth => sizeof(T) == 4 ? 256 : 192;

    private static int Wide => 2 * TOps.Count;

    private static int Tall => TileSweep<T, TVector, TOps>.Tall;

    public static void Run(in ProductProblem<T> problem)
    {
        var (m, n, k) = (problem.M, problem.N, problem.K);
        var bSize = Padded(Math.Min(n, Columns), Wide) * Math.Min(k, Depth);
        var aSize = Padded(Math.Min(m, Rows), Tall) * Math.Min(k, Depth);

        // In this order the panels of b and the tile aside begin at multiples of a vector.
        var bPanels = Scratch.Get<T>(bSize + (Tall * Wide) + aSize);
        var edge = bPanels + bSize;
        var aPanels = edge + (Tall * Wide);
        for (nint j = 0; j < n; j += Columns)
        {
            var columns = Math.Min(n - j, Columns);
            for (nint p = 0; p < k; p += Depth)
            {
                var depth = Math.Min(k - p, Depth);
                Pack(problem.B.From(p, j).Transposed, columns, depth, Wide, bPanels);
                for (nint i = 0; i < m; i += Rows)
                {
                    var rows = Math.Min(m - i, Rows);
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

    private static nint Padded(nint length, nint unit) => (length + unit - 1) / unit * unit;
}
