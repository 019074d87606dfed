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

/// <summary>Chooses a path by the shape of a product, splits c into a block for each thread, and picks the widest vectors that fit.</summary>
internal static class ProductSplit
{
    // Below this number of multiply-adds for each thread, waking another thread costs more than it saves.
    private const nint WorkPerThread = 1 << 20;

    // Up to this size b stays in the second cache while tiles read it in place.
    private const nint DirectBytes = 256 * 1024;

    // Blocks begin at multiples of these, so that only the last row and column of blocks has narrow tiles.
    private const nint RowUnit = 24;
    private const nint ColumnUnit = 32;

    public static unsafe ProductPath PathOf<T>(in ProductProblem<T> problem) where T : unmanaged =>
        problem.K * problem.N * sizeof(T) <= DirectBytes ? ProductPath.Direct
        : problem.M == 1 ? ProductPath.RowSum
        : ProductPath.Blocked;

    public static void Run<T>(ProductPath path, in ProductProblem<T> problem) where T : unmanaged, INumberBase<T>
    {
        var threads = problem.M * problem.N * problem.K < 2 * WorkPerThread ? 1
            : Math.Min(AutoGradSettings.Threads, problem.M * problem.N * problem.K / WorkPerThread);
        if (threads > 1)
            RunSplit(path, problem, threads);
        else
            RunBlock(path, problem);
    }

    private static void RunSplit<T>(ProductPath path, ProductProblem<T> problem, nint threads) where T : unmanaged, INumberBase<T>
    {
        // Each thread packs its own part of a and b, so blocks are as square as the number of threads allows.
        var (m, n) = (problem.M, problem.N);
        nint down = 1;
        while (down * 2 <= threads && threads % (down * 2) == 0 && m / (down * 2) >= Math.Max(RowUnit, n / (threads / down)))
            down *= 2;
        if (n < m && threads / down > 1 && n / (threads / down) < ColumnUnit)
            down = threads;
        var rows = BlockSize(m, down, RowUnit);
        var columns = BlockSize(n, threads / down, ColumnUnit);
        var across = (n + columns - 1) / columns;
        var count = across * ((m + rows - 1) / rows);
        WorkSplit.For((int)count, index =>
        {
            var (i, j) = (index / across * rows, index % across * columns);
            RunBlock(path, problem.Block(i, j, Math.Min(rows, m - i), Math.Min(columns, n - j)));
        });
    }

    private static nint BlockSize(nint length, nint parts, nint unit)
    {
        var size = (length + parts - 1) / parts;
        return (size + unit - 1) / unit * unit;
    }

    private static void RunBlock<T>(ProductPath path, in ProductProblem<T> problem) where T : unmanaged, INumberBase<T>
    {
        var width = path == ProductPath.Dots ? problem.K : problem.N;
        if (Vector512.IsHardwareAccelerated && width >= Vector512<T>.Count)
            RunBlock<T, Vector512<T>, Ops512<T>>(path, problem);
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<T>.Count)
            RunBlock<T, Vector256<T>, Ops256<T>>(path, problem);
        else
            RunBlock<T, Vector128<T>, Ops128<T>>(path, problem);
    }

    private static void RunBlock<T, TVector, TOps>(ProductPath path, in ProductProblem<T> problem)
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
                BlockedProduct<T, TVector, TOps>.Run(problem);
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
