namespace AutoGrad.Tests.Primitives;

/// <summary>Plain reference algorithms on one matrix of doubles.</summary>
internal static class DenseMatrices
{
    /// <summary>The results of each matrix in a batch, as a batch.</summary>
    public static Dense Each(Dense x, Func<double[,], double[,]> f) => Each(x, new([0, 0], []), (a, _) => f(a));

    /// <summary>The results of each pair of matrices in batches that broadcast.</summary>
    public static Dense Each(Dense a, Dense b, Func<double[,], double[,], double[,]> f)
    {
        var batch = Dense.Broadcast(Shape.Create(a.Shape.Lengths[..^2]), Shape.Create(b.Shape.Lengths[..^2]));
        var results = new List<double>();
        var last = new double[0, 0];
        Dense.Fill(batch, index =>
        {
            last = f(Matrix(a, index), Matrix(b, index));
            results.AddRange(last.Cast<double>());
            return 0;
        });
        return new([.. batch, last.GetLength(0), last.GetLength(1)], [.. results]);
    }

    public static double[,] Fill(int m, int n, Func<int, int, double> element)
    {
        var matrix = new double[m, n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
                matrix[i, j] = element(i, j);
        }
        return matrix;
    }

    public static double[,] Transpose(double[,] a) => Fill(a.GetLength(1), a.GetLength(0), (i, j) => a[j, i]);

    public static double[,] Product(double[,] a, double[,] b) =>
        Fill(a.GetLength(0), b.GetLength(1), (i, j) => Enumerable.Range(0, a.GetLength(1)).Sum(k => a[i, k] * b[k, j]));

    public static double[,] PlusDiagonal(double[,] a, double value) =>
        Fill(a.GetLength(0), a.GetLength(1), (i, j) => a[i, j] + (i == j ? value : 0));

    /// <summary>By expansion along the first row.</summary>
    public static double Determinant(double[,] a) => a.Length == 0
        ? 1
        : Enumerable.Range(0, a.GetLength(0)).Sum(j => (j % 2 == 0 ? 1 : -1) * a[0, j] * Determinant(Without(a, 0, j)));

    public static double[,] Adjugate(double[,] a) =>
        Fill(a.GetLength(0), a.GetLength(0), (i, j) => ((i + j) % 2 == 0 ? 1 : -1) * Determinant(Without(a, j, i)));

    /// <summary>By Cramer's rule.</summary>
    public static double[,] Inverse(double[,] a) => Scale(Adjugate(a), 1 / Determinant(a));

    public static double[,] Scale(double[,] a, double factor) => Fill(a.GetLength(0), a.GetLength(1), (i, j) => factor * a[i, j]);

    /// <summary>The eigenvalues of a symmetric matrix, ascending, by bisection: as many lie below a number as there are changes of sign in the leading minors.</summary>
    public static double[] Eigenvalues(double[,] a)
    {
        var n = a.GetLength(0);
        return [.. Enumerable.Range(0, n).Select(wanted =>
        {
            var (low, high) = (-1000.0, 1000.0);
            for (var step = 0; step < 200; step++)
            {
                var middle = (low + high) / 2;
                var shifted = PlusDiagonal(a, -middle);
                var minors = Enumerable.Range(0, n + 1).Select(size => Determinant(Fill(size, size, (i, j) => shifted[i, j]))).ToArray();
                var below = Enumerable.Range(0, n).Count(i => Math.Sign(minors[i]) != Math.Sign(minors[i + 1]));
                (low, high) = below > wanted ? (low, middle) : (middle, high);
            }
            return (low + high) / 2;
        })];
    }

    /// <summary>v vᵀ for the eigenvector v of an eigenvalue: the adjugate of λ - A, over the distances to the others.</summary>
    public static double[,] Projector(double[,] a, int eigenvalue)
    {
        var values = Eigenvalues(a);
        var distances = Enumerable.Range(0, values.Length).Where(i => i != eigenvalue).Aggregate(1.0, (product, i) => product * (values[eigenvalue] - values[i]));
        return Scale(Adjugate(PlusDiagonal(Scale(a, -1), values[eigenvalue])), 1 / distances);
    }

    public static double[,] Exponential(double[,] a)
    {
        var term = Fill(a.GetLength(0), a.GetLength(0), (i, j) => i == j ? 1 : 0);
        var sum = term;
        for (var k = 1; k < 60; k++)
        {
            (var last, term) = (sum, Scale(Product(term, a), 1.0 / k));
            sum = Fill(a.GetLength(0), a.GetLength(0), (i, j) => last[i, j] + term[i, j]);
        }
        return sum;
    }

    /// <summary>The factors of a matrix with no fewer rows than columns, after Gram and Schmidt.</summary>
    public static (double[,] Q, double[,] R) Qr(double[,] a)
    {
        var (m, n) = (a.GetLength(0), a.GetLength(1));
        var (q, r) = ((double[,])a.Clone(), new double[n, n]);
        for (var k = 0; k < n; k++)
        {
            for (var j = 0; j < k; j++)
            {
                r[j, k] = Enumerable.Range(0, m).Sum(i => q[i, j] * q[i, k]);
                for (var i = 0; i < m; i++)
                    q[i, k] -= r[j, k] * q[i, j];
            }
            r[k, k] = Math.Sqrt(Enumerable.Range(0, m).Sum(i => q[i, k] * q[i, k]));
            for (var i = 0; i < m; i++)
                q[i, k] /= r[k, k];
        }
        return (q, r);
    }

    public static double[,] Cholesky(double[,] a)
    {
        var l = new double[a.GetLength(0), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = a[i, j] - Enumerable.Range(0, j).Sum(k => l[i, k] * l[j, k]);
                l[i, j] = i == j ? Math.Sqrt(rest) : rest / l[j, j];
            }
        }
        return l;
    }

    private static double[,] Without(double[,] a, int row, int column) =>
        Fill(a.GetLength(0) - 1, a.GetLength(1) - 1, (i, j) => a[i < row ? i : i + 1, j < column ? j : j + 1]);

    private static double[,] Matrix(Dense x, int[] index)
    {
        var (m, n) = (x.Shape[^2], x.Shape[^1]);
        return Fill(m, n, (i, j) => x.Stretched([.. index, i, j]));
    }
}
