using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>
/// Large products: blocks of b, once for all threads, and within these blocks of a are copied into panels that lie in the caches as the tiles read
/// them.
/// </summary>
internal static unsafe class BlockedProduct<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // From so many groups of rows for each thread on, no thread waits long for the last group of another.
    private const int FewestGroups = 4;

    // Where the rows of one thread end and those of the next begin: a tile of so many rows is nearly as fast as the highest.
    private const nint BandUnit = 4;

    // Shorter runs of columns than this are not worth going on with one by one.
    private const nint ShortestRun = 512;

    private const int LineBytes = 64;
    private const nint MostNearBytes = 2 << 20;

    // A panel of b (depth by two vectors) takes up to an eighth of the second cache: what a tile reads runs through the first cache in long lines,
    // which the processor fetches ahead, and the deeper a block, the less often c is read again. The rows of a that are done together take less still,
    // as the next panel, c and another thread of the core want room, but each panel serves two tiles at least, as it comes from the third cache. There
    // a block of b (depth by columns) stays.
    private static nint DeepestPanel(nint cache) => Math.Max(1, cache / 8 / (Wide * sizeof(T)));

    private static nint MostRows(nint cache, nint depth) => Math.Max(2, cache * 3 / 32 / sizeof(T) / depth / Tall) * Tall;

    private static nint MostColumns(nint cache, nint depth) => Math.Max(1, cache * 8 / sizeof(T) / depth / Wide) * Wide;

    private static int Wide => 2 * TOps.Count;

    private static int Tall => TileSweep<T, TVector, TOps>.Tall;

    /// <summary>Computes the product in blocks that suit a second cache of so many bytes, on at most so many threads.</summary>
    public static void Run(in ProductProblem<T> problem, nint cache, int threads)
    {
        var (m, n, k) = (problem.M, problem.N, problem.K);
        var deepest = Evenly(k, DeepestPanel(cache), 1);
        var widest = Evenly(n, MostColumns(cache, deepest), Wide);
        var down = Pieces(m, MostRows(cache, deepest));

        // Many groups of rows are shared out as they are; of few, each thread takes some columns of each.
        var across = down >= FewestGroups * threads ? 1 : Math.Min(threads, Pieces(Math.Min(n, widest), Wide));
        if (across == 1 && threads > 1)
            down = Pieces(down, threads) * threads;
        var bands = across == 1 ? threads : 1;
        var isWhole = across > 1 && widest / across < ShortestRun;
        var panels = Scratch.GetShared<T>(widest * deepest);
        for (nint j = 0; j < n; j += widest)
        {
            var columns = Math.Min(n - j, widest);
            for (nint p = 0; p < k; p += deepest)
            {
                var depth = Math.Min(k - p, deepest);
                var copy = new PanelCopy<T, TVector, TOps>(problem.B.From(p, j).Transposed, columns, depth, Wide, panels);
                WorkSplit.Run(copy.Parts, copy, threads);
                var tiles = new Tiles(problem.Block(0, j, m, columns), p, depth, panels, (down, across, bands), !isWhole && p + depth == k);
                WorkSplit.Run((int)(down * across), tiles, threads);
            }
        }
        if (isWhole)
            problem.Epilogue?.RunAll();
    }

    private static nint Pieces(nint length, nint most) => ((length - 1) / most) + 1;

    // The length of as few pieces as it takes, none much shorter than the others, in whole units; the longest is a multiple of the unit.
    private static nint Evenly(nint length, nint longest, nint unit) => Pieces(Pieces(length, Pieces(length, longest)), unit) * unit;

    // Where a part begins: whole units, spread evenly.
    private static nint Start(nint part, nint parts, nint length, nint unit) => Math.Min(length, part * Pieces(length, unit) / parts * unit);

    /// <summary>
    /// What a block of b, in panels already, adds to a strip of c, in groups of its rows and columns: each copies its rows of a into panels of its
    /// thread.
    /// </summary>
    private readonly struct Tiles(ProductProblem<T> strip, nint p, nint depth, T* b, (nint Down, nint Across, nint Bands) groups, bool finish) : ISplitWork
    {
        // A small c that nothing was added to yet is near enough to be written as it is.
        private readonly bool _isFar = p > 0 || strip.M * strip.N * sizeof(T) > MostNearBytes;

        public void Run(int part)
        {
            var (row, column) = (part / groups.Across, part % groups.Across);
            var (i, rows) = Rows(row);
            var j = Start(column, groups.Across, strip.N, Wide);
            var columns = Start(column + 1, groups.Across, strip.N, Wide) - j;
            if (rows == 0 || columns == 0)
                return;
            var a = Scratch.Get<T>((Pieces(rows, Tall) * Tall * depth) + TOps.Count);
            new PanelCopy<T, TVector, TOps>(strip.A.From(i, p), rows, depth, Tall, a).CopyAll();
            Sweep(a, b + (j * depth), strip.C + (i * strip.CRow) + j, rows, columns);
            if (finish)
                strip.Finish(i, j, rows, columns);
        }

        // Each band has as many rows as the others, to a few, so that the threads end together; they take turns.
        private (nint Start, nint Count) Rows(nint group)
        {
            var (turn, band) = (group / groups.Bands, group % groups.Bands);
            var (turns, first) = (groups.Down / groups.Bands, Start(band, groups.Bands, strip.M, BandUnit));
            var length = Start(band + 1, groups.Bands, strip.M, BandUnit) - first;
            var start = Start(turn, turns, length, Tall);
            return (first + start, Start(turn + 1, turns, length, Tall) - start);
        }

        [SkipLocalsInit]
        private void Sweep(T* left, T* right, T* target, nint rows, nint columns)
        {
            var cRow = strip.CRow;
            var edge = stackalloc T[Tall * Wide];
            for (nint j = 0; j < columns; j += Wide, right += Wide * depth, target += Wide)
            {
                var width = Math.Min(columns - j, Wide);
                for (nint i = 0; i < rows; i += Tall)
                {
                    var height = Math.Min(rows - i, Tall);
                    var panel = new Operand<T>(left + (i * depth), 1, Tall);
                    var c = target + (i * cRow);
                    if (_isFar && i + Tall < rows)
                        Prefetch(c + (Tall * cRow), Math.Min(rows - i - Tall, Tall));
                    else if (_isFar && j + Wide < columns)
                        Prefetch(target + Wide, Math.Min(rows, Tall));
                    if (width == Wide)
                    {
                        TileSweep<T, TVector, TOps>.Run<Two>(panel, right, Wide, c, cRow, TOps.Count, height, depth, p > 0);
                        continue;
                    }

                    // The panel has columns that c has not: a whole tile is computed aside.
                    if (p > 0)
                        PanelCopy<T, TVector, TOps>.CopyRows(c, cRow, edge, Wide, width, height);
                    TileSweep<T, TVector, TOps>.Run<Two>(panel, right, Wide, edge, Wide, TOps.Count, height, depth, p > 0);
                    PanelCopy<T, TVector, TOps>.CopyRows(edge, Wide, c, cRow, width, height);
                }
            }
        }

        // Asks for the next tile, which is read or overwritten, while this one is computed. A prefetch touches nothing: its address may lie past the
        // end.
        private void Prefetch(T* c, nint rows)
        {
            if (!Sse.IsSupported)
                return;
            for (nint i = 0; i < rows; i++, c += strip.CRow)
            {
                for (var line = (byte*)((nint)c & -LineBytes); line < (byte*)(c + Wide); line += LineBytes)
                    Sse.Prefetch0(line);
            }
        }
    }
}
