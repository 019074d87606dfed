namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>The Cholesky factorisation, A = L Lᵀ.</summary>
internal static class CholeskyFactor
{
    /// <summary>Replaces a symmetric matrix [n, n] by L, with zeros above the diagonal.</summary>
    /// <returns>The row of the first pivot that is not positive, which is left in its place; -1 if there is none.</returns>
    public static int Run(Span<double> a, int n)
    {
        using var rented = new RentedSpan<double>(n);
        var column = rented.Span;
        for (var j = 0; j < n; j++)
        {
            if (!(a[(j * n) + j] > 0))
                return j;
            var pivot = Math.Sqrt(a[(j * n) + j]);
            a[(j * n) + j] = pivot;
            a.Slice((j * n) + j + 1, n - j - 1).Clear();
            for (var i = j + 1; i < n; i++)
                column[i] = a[(i * n) + j] /= pivot;
            // The rest of the lower triangle, row by row, loses the outer product of the column with itself.
            for (var i = j + 1; i < n; i++)
                DenseMatrix.AddRow(a.Slice((i * n) + j + 1, i - j), -column[i], column[(j + 1)..(i + 1)]);
        }
        return -1;
    }
}
