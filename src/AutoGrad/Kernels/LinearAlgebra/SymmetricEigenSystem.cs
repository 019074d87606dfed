namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>The eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan, 8.5).</summary>
internal static class SymmetricEigenSystem
{
    private const int MostSweeps = 60;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>Sets values [n], ascending, and vectors [n, n], a column each, from a [n, n], whose content is lost.</summary>
    /// <remarks>The element of a vector that has the largest absolute value, the first such, is positive.</remarks>
    public static void Run(Span<double> a, Span<double> values, Span<double> vectors, int n)
    {
        if (!DenseMatrix.IsFinite(a))
        {
            values.Fill(double.NaN);
            vectors.Fill(double.NaN);
            return;
        }
        using var rented = new RentedSpan<double>(n * n);
        using var rentedOrder = new RentedSpan<int>(n);
        var rows = rented.Span;
        DenseMatrix.SetIdentity(rows, n, n);
        for (var sweep = 0; sweep < MostSweeps && Sweep(a, rows, n); sweep++)
        {
        }
        for (var i = 0; i < n; i++)
            values[i] = a[(i * n) + i];
        var order = rentedOrder.Span;
        DenseMatrix.SortTogether(values, order);
        for (var i = 0; i < n; i++)
        {
            var row = DenseMatrix.Row(rows, n, order[i]);
            var sign = DenseMatrix.SignOfLargest(row);
            for (var j = 0; j < n; j++)
                vectors[(j * n) + i] = sign * row[j];
        }
    }

    /// <summary>Makes each element above the diagonal zero in turn; false if none was worth it any more.</summary>
    private static bool Sweep(Span<double> a, Span<double> rows, int n)
    {
        var rotated = false;
        for (var p = 0; p < n; p++)
        {
            for (var q = p + 1; q < n; q++)
            {
                var (first, last, off) = (a[(p * n) + p], a[(q * n) + q], a[(p * n) + q]);
                // Too small to change a digit of either diagonal element.
                if (Math.Abs(off) <= 1e-17 * (Math.Abs(first) + Math.Abs(last)) || Math.Abs(off) < SmallestNormal)
                    continue;
                rotated = true;
                var (c, s) = DenseMatrix.RotationOf(first, off, last);
                DenseMatrix.Rotate(DenseMatrix.Row(a, n, p), DenseMatrix.Row(a, n, q), c, s);
                DenseMatrix.Rotate(DenseMatrix.Row(rows, n, p), DenseMatrix.Row(rows, n, q), c, s);
                for (var k = 0; k < n; k++)
                    (a[(k * n) + p], a[(k * n) + q]) = (a[(p * n) + k], a[(q * n) + k]);
                var shift = off * s / c;
                (a[(p * n) + p], a[(q * n) + q]) = (first - shift, last + shift);
                (a[(p * n) + q], a[(q * n) + p]) = (0, 0);
            }
        }
        return rotated;
    }
}
