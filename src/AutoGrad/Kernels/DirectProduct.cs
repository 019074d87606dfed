using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Small products: tiles read a, and b where its rows are contiguous, in place. Needs at least one vector's width of columns.</summary>
internal static unsafe class DirectProduct<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    public static void Run(in ProductProblem<T> problem)
    {
        var (n, k) = (problem.N, problem.K);
        nint width = TOps.Count;
        var b = problem.B;
        var strip = b.HasContiguousRows ? null : Scratch.Get<T>(2 * width * k);

        // The last vector of a row of c is moved left to end with the row: what it computes a second time comes out the same.
        for (nint j = 0; j < n; j += 2 * width)
        {
            var start = Math.Min(j, n - width);
            var count = Math.Min(n - start, 2 * width);
            var from = b.At(0, start);
            var row = b.Row;
            if (!b.HasContiguousRows)
            {
                BlockTransposition.Run(from, b.Column, strip, 2 * width, count, k);
                from = strip;
                row = 2 * width;
            }

            var to = problem.C + start;
            if (count > width)
                TileSweep<T, TVector, TOps>.Run<Two>(problem.A, from, row, to, problem.CRow, count - width, problem.M, k, false);
            else
                TileSweep<T, TVector, TOps>.Run<One>(problem.A, from, row, to, problem.CRow, 0, problem.M, k, false);
        }
    }
}
