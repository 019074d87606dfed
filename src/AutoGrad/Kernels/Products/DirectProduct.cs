using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Small products: tiles read a, and b where its rows are contiguous, in place.</summary>
internal static unsafe class DirectProduct<T, TVector, TOps>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // The rows of c that are computed aside before they are copied.
    private const int RowsAside = 96;

    /// <summary>Needs at least one vector's width of columns.</summary>
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
    /// <summary>
    /// At most one vector's width of columns: b is copied to where each row has a vector of its own, and c is computed aside. Better than two of
    /// the next narrower vectors if these overlap by much.
    /// </summary>
    public static void RunNarrow(in ProductProblem<T> problem)
    {
        var (a, b, n, k) = (problem.A, problem.B, problem.N, problem.K);
        nint width = TOps.Count;
        var strip = Scratch.Get<T>(width * (k + RowsAside));
        var aside = strip + (width * k);
        Widen(b, n, k, strip);
        for (nint i = 0; i < problem.M; i += RowsAside)
        {
            var rows = Math.Min(problem.M - i, RowsAside);
            TileSweep<T, TVector, TOps>.Run<One>(a.From(i, 0), strip, width, aside, width, 0, rows, k, false);
            for (nint row = 0; row < rows; row++)
                new ReadOnlySpan<T>(aside + (row * width), (int)n).CopyTo(new Span<T>(problem.C + ((i + row) * problem.CRow), (int)n));
        }
    }

    // What stands beside the n columns is of no account: what follows in b, or zeros.
    private static void Widen(Operand<T> b, nint n, nint k, T* strip)
    {
        nint width = TOps.Count;

        // A vector at the start of each of these rows ends within b.
        var inside = b.HasContiguousRows ? Math.Max(0, k - (((width - n) + b.Row - 1) / b.Row)) : 0;
        for (nint p = 0; p < inside; p++)
            TOps.Store(TOps.Load(b.At(p, 0)), strip + (p * width));
        new Span<T>(strip + (inside * width), checked((int)(width * (k - inside)))).Clear();
        for (var p = inside; p < k; p++)
        {
            for (nint j = 0; j < n; j++)
                strip[(p * width) + j] = *b.At(p, j);
        }
    }
}
