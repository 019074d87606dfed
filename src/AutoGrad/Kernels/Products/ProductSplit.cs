using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

internal enum ProductPath
{
    /// <summary>Tiles read a and b where they lie.</summary>
    Direct,

    /// <summary>Tiles read copies of a and b in panels, block by block.</summary>
    Blocked,

    /// <summary>A few rows by contiguous columns.</summary>
    Dots,

    /// <summary>One row by a large matrix with contiguous rows.</summary>
    RowSum,
}

/// <summary>
/// Chooses a path by the shape of a product, splits c into a block for each thread where the path does not share its work out itself, and picks
/// the widest vectors that fit.
/// </summary>
internal static class ProductSplit
{
    // Below this number of multiply-adds for each thread, waking another thread costs more than it saves.
    private const nint WorkPerThread = 1 << 20;

    // Up to this size a strip of b stays in the second cache while tiles read it in place.
    private static nint DirectBytes => CacheSizes.Second;

    // Up to this shape a product is one pass or two over its operands, and a copy of them would be another.
    private const nint DirectRows = 24;
    private const nint DirectColumns = 64;

    // The columns of the widest tile; what rows of b a page apart are too many for the second cache, unless they serve few rows of a.
    private const nint TileColumnBytes = 128;
    private const nint PageBytes = 4096;
    private const nint MostPages = 512;
    private const nint FewRows = 48;

    // From this many rows on it pays to copy a b that is narrower than a vector.
    private const nint TallRows = 12;

    // A part of c that is still in the second cache when it is finished.
    private static nint HotBytes => CacheSizes.Second / 2;

    // Shorter runs of columns than this are not worth going on with one by one.
    private const nint ShortestRun = 512;

    // Blocks begin at multiples of these, so that only the last ones have narrow tiles.
    private const nint RowUnit = 24;
    private const nint ColumnUnit = 32;

    public static unsafe ProductPath PathOf<T>(in ProductProblem<T> problem) where T : unmanaged, INumberBase<T>
    {
        var (m, n) = (problem.M, problem.N);
        if (problem.K * n * sizeof(T) <= DirectBytes || ReadsColumnsInPlace(problem))
            return ProductPath.Direct;
        if (m == 1)
            return ProductPath.RowSum;
        return m <= DirectRows && n <= DirectColumns && problem.B.HasContiguousRows ? ProductPath.Direct : ProductPath.Blocked;
    }

    // Where a stays in the second cache beside the columns of b that a tile reads, b is read from memory once. Rows a page apart share places of the
    // cache: many of those do not stay there, which few rows of a do not mind.
    private static unsafe bool ReadsColumnsInPlace<T>(in ProductProblem<T> problem) where T : unmanaged, INumberBase<T>
    {
        var (m, k) = (problem.M, problem.K);
        return m > 1 && problem.B.HasContiguousRows && m * k * sizeof(T) <= CacheSizes.Second / 2 && k * TileColumnBytes <= CacheSizes.Second / 5
            && (m <= FewRows || k <= MostPages || problem.B.Row * sizeof(T) % PageBytes != 0);
    }

    public static void Run<T>(ProductPath path, in ProductProblem<T> problem) where T : unmanaged, INumberBase<T>
    {
        var threads = (int)Math.Clamp(problem.M * problem.N * problem.K / WorkPerThread, 1, AutoGradSettings.Threads);
        if (path == ProductPath.Blocked)
            RunBlock(path, problem, threads);
        else if (threads > 1)
            RunSplit(path, problem, threads);
        else
            RunPieces(path, problem);
    }

    private static void RunSplit<T>(ProductPath path, ProductProblem<T> problem, nint threads) where T : unmanaged, INumberBase<T>
    {
        var (m, n) = (problem.M, problem.N);
        var (down, across) = Grid(m, n, threads);
        var isWhole = across > 1 && n / across < ShortestRun;
        var parts = isWhole ? problem.WithoutEpilogue : problem;
        WorkSplit.For((int)(down * across), index =>
        {
            var (row, column) = (index / across, index % across);
            var (i, j) = (Start(row, m, down, RowUnit), Start(column, n, across, ColumnUnit));
            var rows = Start(row + 1, m, down, RowUnit) - i;
            var columns = Start(column + 1, n, across, ColumnUnit) - j;
            RunPieces(path, parts.Block(i, j, rows, columns));
        });
        if (isWhole)
            problem.Epilogue?.RunAll();
    }

    // As many blocks as there are threads, if c has as many units; then those that have the least to read, as each reads its part of a and b.
    private static (nint Down, nint Across) Grid(nint m, nint n, nint threads)
    {
        var best = (Down: (nint)1, Across: (nint)1);
        for (nint down = 1; down <= Math.Clamp(m / RowUnit, 1, threads); down++)
        {
            var across = Math.Clamp(n / ColumnUnit, 1, threads / down);
            var gain = (down * across) - (best.Down * best.Across);
            if (gain > 0 || (gain == 0 && (down * n) + (across * m) < (best.Down * n) + (best.Across * m)))
                best = (down, across);
        }

        return best;
    }

    // No part is smaller than a unit, as there are at most length / unit parts: the vectors of a block fit into it.
    private static nint Start(nint part, nint length, nint parts, nint unit) =>
        part == parts ? length : length * part / parts / unit * unit;

    // Rows by rows, where something follows that shall find them in the cache.
    private static unsafe void RunPieces<T>(ProductPath path, in ProductProblem<T> problem) where T : unmanaged, INumberBase<T>
    {
        if (problem.Epilogue is null)
        {
            RunBlock(path, problem);
            return;
        }
        var height = path == ProductPath.Direct ? Math.Max(1, HotBytes / (problem.N * sizeof(T)) / RowUnit) * RowUnit : problem.M;
        for (nint i = 0; i < problem.M; i += height)
        {
            var rows = Math.Min(height, problem.M - i);
            RunBlock(path, problem.Block(i, 0, rows, problem.N));
            problem.Finish(i, 0, rows, problem.N);
        }
    }

    private static void RunBlock<T>(ProductPath path, in ProductProblem<T> problem, int threads = 1) where T : unmanaged, INumberBase<T>
    {
        var width = path == ProductPath.Dots ? problem.K : problem.N;
        var isTall = path == ProductPath.Direct && problem.M >= TallRows;
        if (Vector512.IsHardwareAccelerated && width >= Vector512<T>.Count)
            RunBlock<T, Vector512<T>, Ops512<T>>(path, problem, threads);
        else if (Vector512.IsHardwareAccelerated && isTall && width > Vector256<T>.Count)
            DirectProduct<T, Vector512<T>, Ops512<T>>.RunNarrow(problem);
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<T>.Count)
            RunBlock<T, Vector256<T>, Ops256<T>>(path, problem, threads);
        else if (Vector256.IsHardwareAccelerated && isTall && width > Vector128<T>.Count)
            DirectProduct<T, Vector256<T>, Ops256<T>>.RunNarrow(problem);
        else
            RunBlock<T, Vector128<T>, Ops128<T>>(path, problem, threads);
    }

    private static void RunBlock<T, TVector, TOps>(ProductPath path, in ProductProblem<T> problem, int threads)
        where T : unmanaged, INumberBase<T>
        where TVector : struct
        where TOps : struct, IVectorOps<T, TVector>
    {
        switch (path)
        {
            case ProductPath.Direct:
                DirectProduct<T, TVector, TOps>.Run(problem);
                break;
            case ProductPath.Blocked:
                BlockedProduct<T, TVector, TOps>.Run(problem, CacheSizes.Second, threads);
                break;
            case ProductPath.Dots:
                VectorProduct<T, TVector, TOps>.Dots(problem);
                break;
            default:
                VectorProduct<T, TVector, TOps>.RowSum(problem);
                break;
        }
    }
}
