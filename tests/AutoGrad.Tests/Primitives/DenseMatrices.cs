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

    /// <summary>By Cramer's rule.</summary>
    public static double[,] Inverse(double[,] a) => Fill(a.GetLength(0), a.GetLength(0), (i, j) =>
        ((i + j) % 2 == 0 ? 1 : -1) * Determinant(Without(a, j, i)) / Determinant(a));

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
