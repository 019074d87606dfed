namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>The factorisation P A = L U with partial pivoting, where L has ones on its diagonal.</summary>
internal static class LuFactor
{
    /// <summary>Replaces a [n, n] by U and, below it, L.</summary>
    /// <param name="a">The matrix.</param>
    /// <param name="n">Its rows.</param>
    /// <param name="swaps">Gets, for each row in turn, the row that it was swapped with.</param>
    /// <returns>The first row whose pivot is zero, or -1.</returns>
    public static int Run(Span<double> a, int n, Span<int> swaps)
    {
        var singular = -1;
        for (var j = 0; j < n; j++)
        {
            var best = j;
            for (var i = j + 1; i < n; i++)
            {
                if (Math.Abs(a[(i * n) + j]) > Math.Abs(a[(best * n) + j]))
                    best = i;
            }
            swaps[j] = best;
            DenseMatrix.SwapRows(a, n, j, best);
            var pivot = a[(j * n) + j];
            if (pivot == 0)
            {
                singular = singular < 0 ? j : singular;
                continue;
            }
            var rest = a.Slice((j * n) + j + 1, n - j - 1);
            for (var i = j + 1; i < n; i++)
            {
                var factor = a[(i * n) + j] /= pivot;
                DenseMatrix.AddRow(a.Slice((i * n) + j + 1, rest.Length), -factor, rest);
            }
        }
        return singular;
    }

    /// <summary>Replaces b [n, m] by the solution of A X = B, or of Aᵀ X = B.</summary>
    public static void Solve(ReadOnlySpan<double> lu, ReadOnlySpan<int> swaps, bool transposed, Span<double> b, int m)
    {
        var n = swaps.Length;
        if (transposed)
        {
            TriangularSystem.Solve(lu, n, lower: false, transposed, unitDiagonal: false, b, m);
            TriangularSystem.Solve(lu, n, lower: true, transposed, unitDiagonal: true, b, m);
            for (var i = n - 1; i >= 0; i--)
                DenseMatrix.SwapRows(b, m, i, swaps[i]);
            return;
        }
        for (var i = 0; i < n; i++)
            DenseMatrix.SwapRows(b, m, i, swaps[i]);
        TriangularSystem.Solve(lu, n, lower: true, transposed, unitDiagonal: true, b, m);
        TriangularSystem.Solve(lu, n, lower: false, transposed, unitDiagonal: false, b, m);
    }

    /// <summary>The sign of det A, and ln |det A|.</summary>
    public static (double Sign, double LogAbsolute) LogDeterminant(ReadOnlySpan<double> lu, ReadOnlySpan<int> swaps)
    {
        var (sign, sum) = (1.0, 0.0);
        for (var i = 0; i < swaps.Length; i++)
        {
            var pivot = lu[(i * swaps.Length) + i];
            sign *= (double.IsNaN(pivot) ? pivot : Math.Sign(pivot)) * (swaps[i] == i ? 1 : -1);
            sum += Math.Log(Math.Abs(pivot));
        }
        return (sign == 0 ? 0 : sign, sum);
    }

    public static double Determinant(ReadOnlySpan<double> lu, ReadOnlySpan<int> swaps)
    {
        var product = 1.0;
        for (var i = 0; i < swaps.Length; i++)
            product *= swaps[i] == i ? lu[(i * swaps.Length) + i] : -lu[(i * swaps.Length) + i];
        return product;
    }
}
