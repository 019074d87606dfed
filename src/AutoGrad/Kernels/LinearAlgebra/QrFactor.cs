namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>The reduced factorisation A = Q R by Householder's reflections.</summary>
internal static class QrFactor
{
    /// <summary>Sets q [m, n], with orthonormal columns, and r [n, n], upper triangular with no negative number on its diagonal, from a [m, n] with m ≥ n.</summary>
    public static void Run(Span<double> a, Span<double> q, Span<double> r, int m, int n)
    {
        using var rentedFactors = new RentedSpan<double>(n);
        using var rentedRow = new RentedSpan<double>(n);
        var factors = rentedFactors.Span;
        var row = rentedRow.Span;
        r.Clear();
        for (var k = 0; k < n; k++)
        {
            factors[k] = MakeReflector(a, m, n, k, out r[(k * n) + k]);
            Reflect(a, a, m, n, k, k + 1, factors[k], row);
            for (var j = k + 1; j < n; j++)
                r[(k * n) + j] = a[(k * n) + j];
        }
        DenseMatrix.SetIdentity(q, m, n);
        for (var k = n - 1; k >= 0; k--)
            Reflect(a, q, m, n, k, k, factors[k], row);
        for (var k = 0; k < n; k++)
        {
            if (!(r[(k * n) + k] < 0))
                continue;
            for (var j = k; j < n; j++)
                r[(k * n) + j] = -r[(k * n) + j];
            for (var i = 0; i < m; i++)
                q[(i * n) + k] = -q[(i * n) + k];
        }
    }

    /// <summary>Makes column k, from row k down, the vector v of the reflection I - factor v vᵀ that leaves of it only its first element.</summary>
    private static double MakeReflector(Span<double> a, int m, int n, int k, out double first)
    {
        var largest = 0.0;
        for (var i = k; i < m; i++)
            largest = Math.Max(largest, Math.Abs(a[(i * n) + k]));
        if (largest == 0)
        {
            first = 0;
            return 0;
        }
        // Scaled, so that no square overflows or vanishes.
        var sum = 0.0;
        for (var i = k; i < m; i++)
        {
            var v = a[(i * n) + k] /= largest;
            sum += v * v;
        }
        var (head, norm) = (a[(k * n) + k], Math.Sqrt(sum));
        var target = head > 0 ? -norm : norm;
        a[(k * n) + k] = head - target;
        first = target * largest;
        return 1 / (norm * (norm + Math.Abs(head)));
    }

    /// <summary>Reflects the columns of x [m, n] from start on by the vector in column k of a.</summary>
    private static void Reflect(ReadOnlySpan<double> a, Span<double> x, int m, int n, int k, int start, double factor, Span<double> row)
    {
        var products = row[start..];
        products.Clear();
        for (var i = k; i < m; i++)
            DenseMatrix.AddRow(products, a[(i * n) + k], x.Slice((i * n) + start, n - start));
        for (var i = k; i < m; i++)
            DenseMatrix.AddRow(x.Slice((i * n) + start, n - start), -factor * a[(i * n) + k], products);
    }
}
