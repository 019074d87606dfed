namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>The cofactors of a matrix, C = det(A) A⁻ᵀ, which a singular matrix has as well.</summary>
internal static class Cofactors
{
    /// <summary>Sets c [n, n] to the cofactors of a [n, n], whose content is lost.</summary>
    /// <remarks>
    /// With complete pivoting, P A Q = L U, only the last pivot d of U = [U₁ w; 0 d] can be zero unless all cofactors are. Then
    /// adj(U) = det(U₁) [d U₁⁻¹, -U₁⁻¹ w; 0, 1] divides by none but the others, and adj(A) = ± Q adj(U) L⁻¹ P.
    /// </remarks>
    public static void Run(Span<double> a, Span<double> c, int n)
    {
        c.Clear();
        using var rentedRows = new RentedSpan<int>(n);
        using var rentedColumns = new RentedSpan<int>(n);
        var rows = rentedRows.Span;
        var columns = rentedColumns.Span;
        var scale = Factor(a, n, rows, columns);
        if (n == 0 || scale == 0)
            return;

        // Row i of the right side is that of L⁻¹ P, or, above the last, of d L⁻¹ P minus w times the last one.
        DenseMatrix.SetIdentity(c, n, n);
        for (var i = 0; i < n; i++)
            DenseMatrix.SwapRows(c, n, i, rows[i]);
        TriangularSystem.Solve(a, n, lower: true, transposed: false, unitDiagonal: true, c, n);
        var d = a[^1];
        var last = DenseMatrix.Row(c, n, n - 1);
        for (var i = n - 2; i >= 0; i--)
        {
            var row = DenseMatrix.Row(c, n, i);
            for (var j = 0; j < n; j++)
                row[j] = (d * row[j]) - (a[(i * n) + n - 1] * last[j]);
            for (var k = i + 1; k < n - 1; k++)
                DenseMatrix.AddRow(row, -a[(i * n) + k], DenseMatrix.Row(c, n, k));
            var pivot = a[(i * n) + i];
            for (var j = 0; j < n; j++)
                row[j] /= pivot;
        }
        for (var i = n - 1; i >= 0; i--)
            DenseMatrix.SwapRows(c, n, i, columns[i]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
                (c[(i * n) + j], c[(j * n) + i]) = (scale * c[(j * n) + i], scale * c[(i * n) + j]);
        }
    }

    /// <summary>Factors with complete pivoting; gives the product of all pivots but the last, with the sign of the permutations.</summary>
    private static double Factor(Span<double> a, int n, Span<int> rows, Span<int> columns)
    {
        var product = 1.0;
        for (var j = 0; j < n; j++)
        {
            (rows[j], columns[j]) = Largest(a, n, j);
            product *= (rows[j] == j ? 1 : -1) * (columns[j] == j ? 1 : -1);
            DenseMatrix.SwapRows(a, n, j, rows[j]);
            for (var i = 0; i < n; i++)
                (a[(i * n) + j], a[(i * n) + columns[j]]) = (a[(i * n) + columns[j]], a[(i * n) + j]);
            if (j == n - 1)
                break;
            var pivot = a[(j * n) + j];
            if (pivot == 0)
                return 0;
            product *= pivot;
            var rest = a.Slice((j * n) + j + 1, n - j - 1);
            for (var i = j + 1; i < n; i++)
            {
                var factor = a[(i * n) + j] /= pivot;
                DenseMatrix.AddRow(a.Slice((i * n) + j + 1, rest.Length), -factor, rest);
            }
        }
        return product;
    }

    private static (int Row, int Column) Largest(ReadOnlySpan<double> a, int n, int start)
    {
        var best = (start, start);
        for (var i = start; i < n; i++)
        {
            for (var j = start; j < n; j++)
            {
                if (Math.Abs(a[(i * n) + j]) > Math.Abs(a[(best.Item1 * n) + best.Item2]))
                    best = (i, j);
            }
        }
        return best;
    }
}
