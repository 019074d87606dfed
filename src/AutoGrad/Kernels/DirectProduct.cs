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
        var b = problem.B;
        if (!b.HasContiguousRows)
        {
            var rows = Scratch.Get<T>(n * k);
            BlockTransposition.Run(b.Data, b.Column, rows, n, n, k);
            b = new Operand<T>(rows, n, 1);
        }

        // The last vector of a row of c is moved left to end with the row: what it computes a second time comes out the same.
        nint width = TOps.Count;
        for (nint j = 0; j < n; j += 2 * width)
        {
            var left = n - j;
            if (left > width)
            {
                var second = Math.Min(left - width, width);
                TileSweep<T, TVector, TOps>.Run<Two>(
                    problem.A, b.Data + j, b.Row, problem.C + j, problem.CRow, second, problem.M, k, accumulate: false);
            }
            else
            {
                var start = n - width;
                TileSweep<T, TVector, TOps>.Run<One>(
                    problem.A, b.Data + start, b.Row, problem.C + start, problem.CRow, 0, problem.M, k, accumulate: false);
            }
        }
    }
}
