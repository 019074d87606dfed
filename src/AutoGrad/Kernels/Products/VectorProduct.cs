using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Products of one or a few rows with a matrix, bound by the reading of the matrix.</summary>
internal static unsafe class VectorProduct<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // As much of c as stays in the first cache with the rows of b that run past it.
    private const int SegmentBytes = 8 * 1024;

    /// <summary>Each element is the inner product of a row of a and a column of b, which is contiguous.</summary>
    public static void Dots(in ProductProblem<T> problem)
    {
        var (a, b, k) = (problem.A, problem.B, problem.K);
        for (nint i = 0; i < problem.M; i++)
        {
            var row = a.At(i, 0);
            if (!a.HasContiguousRows)
            {
                row = Scratch.Get<T>(k);
                for (nint p = 0; p < k; p++)
                    row[p] = *a.At(i, p);
            }

            var c = problem.C + (i * problem.CRow);
            nint j = 0;
            for (; j <= problem.N - 4; j += 4)
                FourDots(row, b.At(0, j), b.Column, c + j, k);
            for (; j < problem.N; j++)
                c[j] = Dot(row, b.At(0, j), k);
        }
    }

    /// <summary>One row: c is the sum of b's rows, each times an element of a. Needs at least one vector's width of columns.</summary>
    public static void RowSum(in ProductProblem<T> problem)
    {
        nint width = TOps.Count;
        nint segment = SegmentBytes / sizeof(T);
        var n = problem.N;
        var whole = n - (n % width);
        for (nint j = 0; j < whole; j += segment)
            RowSegment(problem.Block(0, j, 1, Math.Min(segment, whole - j)));

        // The last vector ends with the row: what it computes a second time comes out the same.
        if (whole < n)
            DirectProduct<T, TVector, TOps>.Run(problem.Block(0, n - width, 1, width));
    }

    // The columns are a multiple of a vector's Count.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RowSegment(in ProductProblem<T> problem)
    {
        var (a, b, n, k) = (problem.A, problem.B, problem.N, problem.K);
        var c = problem.C;
        new Span<T>(c, (int)n).Clear();
        nint p = 0;
        for (; p <= k - 4; p += 4)
        {
            var (a0, a1) = (TOps.Broadcast(*a.At(0, p)), TOps.Broadcast(*a.At(0, p + 1)));
            var (a2, a3) = (TOps.Broadcast(*a.At(0, p + 2)), TOps.Broadcast(*a.At(0, p + 3)));
            T* b0 = b.At(p, 0), b1 = b0 + b.Row, b2 = b1 + b.Row, b3 = b2 + b.Row;
            for (nint j = 0; j < n; j += TOps.Count)
            {
                var sum = TOps.MultiplyAdd(a0, TOps.Load(b0 + j), TOps.Load(c + j));
                sum = TOps.MultiplyAdd(a1, TOps.Load(b1 + j), sum);
                sum = TOps.MultiplyAdd(a2, TOps.Load(b2 + j), sum);
                sum = TOps.MultiplyAdd(a3, TOps.Load(b3 + j), sum);
                TOps.Store(sum, c + j);
            }
        }

        for (; p < k; p++)
        {
            var a0 = TOps.Broadcast(*a.At(0, p));
            var b0 = b.At(p, 0);
            for (nint j = 0; j < n; j += TOps.Count)
                TOps.Store(TOps.MultiplyAdd(a0, TOps.Load(b0 + j), TOps.Load(c + j)), c + j);
        }
    }

    // Reads k elements of x and of each of four columns, yColumn apart, and writes four elements of c.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourDots(T* x, T* y, nint yColumn, T* c, nint k)
    {
        T* y0 = y, y1 = y0 + yColumn, y2 = y1 + yColumn, y3 = y2 + yColumn;
        TVector s0 = default, s1 = default, s2 = default, s3 = default;
        nint p = 0;
        for (; p <= k - TOps.Count; p += TOps.Count)
        {
            var v = TOps.Load(x + p);
            s0 = TOps.MultiplyAdd(v, TOps.Load(y0 + p), s0);
            s1 = TOps.MultiplyAdd(v, TOps.Load(y1 + p), s1);
            s2 = TOps.MultiplyAdd(v, TOps.Load(y2 + p), s2);
            s3 = TOps.MultiplyAdd(v, TOps.Load(y3 + p), s3);
        }

        T c0 = TOps.Sum(s0), c1 = TOps.Sum(s1), c2 = TOps.Sum(s2), c3 = TOps.Sum(s3);
        for (; p < k; p++)
        {
            c0 += x[p] * y0[p];
            c1 += x[p] * y1[p];
            c2 += x[p] * y2[p];
            c3 += x[p] * y3[p];
        }

        (c[0], c[1], c[2], c[3]) = (c0, c1, c2, c3);
    }

    // The same sum as in FourDots, so that the place of a column does not change its bits.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Dot(T* x, T* y, nint k)
    {
        TVector s = default;
        nint p = 0;
        for (; p <= k - TOps.Count; p += TOps.Count)
            s = TOps.MultiplyAdd(TOps.Load(x + p), TOps.Load(y + p), s);

        var sum = TOps.Sum(s);
        for (; p < k; p++)
            sum += x[p] * y[p];
        return sum;
    }
}
