using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>The product of two matrices, c = op(a) · op(b), where op is nothing or the transposition.</summary>
/// <remarks>
/// An element of c is one chain of multiply-adds in the order of k, however the work is tiled, blocked and split over threads, so none of
/// these changes a bit. Only the products of <see cref="ProductPath.Dots"/> sum by lanes instead.
/// </remarks>
internal static unsafe class MatrixProduct
{
    private const int TallRows = 64;

    /// <summary>
    /// Sets c [m, n] to op(a) [m, k] · op(b) [k, n]. All are row-major; a is stored [k, m] where transposeA, and b [n, k] where transposeB.
    /// </summary>
    public static void Multiply<T>(
        ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int n, int k, IProductEpilogue? epilogue = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The slices throw where a span is too short: all pointers below stay within m * k, k * n and m * n elements.
        a = a[..checked(m * k)];
        b = b[..checked(k * n)];
        c = c[..checked(m * n)];
        if (c.IsEmpty || k == 0)
        {
            c.Clear();
            epilogue?.RunAll();
            return;
        }

        fixed (T* pa = a, pb = b, pc = c)
        {
            var left = transposeA ? new Operand<T>(pa, 1, m) : new Operand<T>(pa, k, 1);
            var right = transposeB ? new Operand<T>(pb, 1, k) : new Operand<T>(pb, n, 1);
            Multiply(new ProductProblem<T>(left, right, pc, n, m, n, k, epilogue));
        }
    }

    /// <summary>Sets a block of a pinned matrix, whose rows are CRow apart, to a product of strided matrices. None of the lengths is 0.</summary>
    public static void Multiply<T>(in ProductProblem<T> problem) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if ((typeof(T) == typeof(float) || typeof(T) == typeof(double)) && Vector128.IsHardwareAccelerated)
            Run(problem);
        else
            Plain(problem);
    }

    private static void Run<T>(in ProductProblem<T> problem) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // With fewer columns than lanes, the transposed problem, cᵀ = bᵀ · aᵀ, has the longer rows; above the narrowest vectors it pays only
        // where aᵀ is what is stored.
        var (m, n) = (problem.M, problem.N);
        if (m > n && (n < Vector128<T>.Count || (n < WidestCount<T>() && m >= TallRows && !problem.A.HasContiguousRows)))
        {
            RunTransposed(problem);
            problem.Epilogue?.RunAll();
        }
        else if (m < Vector128<T>.Count && !problem.B.HasContiguousRows)
            ProductSplit.Run(ProductPath.Dots, problem);
        else if (n < Vector128<T>.Count)
            Plain(problem);
        else
            ProductSplit.Run(ProductSplit.PathOf(problem), problem);
    }

    private static int WidestCount<T>() =>
        Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;

    private static void RunTransposed<T>(in ProductProblem<T> problem) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (m, n, k) = (problem.M, problem.N, problem.K);
        if (n == 1 && problem.CRow == 1)
        {
            Run(new ProductProblem<T>(problem.B.Transposed, problem.A.Transposed, problem.C, m, 1, m, k));
            return;
        }

        var transposed = ArrayPool<T>.Shared.Rent((int)(m * n));
        fixed (T* c = transposed)
        {
            Run(new ProductProblem<T>(problem.B.Transposed, problem.A.Transposed, c, m, n, m, k));
            BlockTransposition.Run(c, m, problem.C, problem.CRow, n, m);
        }

        ArrayPool<T>.Shared.Return(transposed);
    }

    private static void Plain<T>(in ProductProblem<T> problem) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (a, b) = (problem.A, problem.B);
        for (nint i = 0; i < problem.M; i++)
        {
            for (nint j = 0; j < problem.N; j++)
            {
                var sum = T.Zero;
                for (nint p = 0; p < problem.K; p++)
                    sum += *a.At(i, p) * *b.At(p, j);
                problem.C[(i * problem.CRow) + j] = sum;
            }
        }
        problem.Epilogue?.RunAll();
    }
}
