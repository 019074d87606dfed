namespace AutoGrad.Testing;

/// <summary>Random matrices whose condition number is known, because they are put together from their factors, row-major.</summary>
internal static class RandomMatrix
{
    /// <summary>One matrix after the other, for the leading axes of a shape.</summary>
    public static double[] Batch(Shape shape, Func<int, int, double[]> draw)
    {
        var (m, n) = (shape[^2], shape[^1]);
        var values = new double[shape.Size];
        for (var start = 0; start < values.Length; start += m * n)
            draw(m, n).CopyTo(values, start);
        return values;
    }

    /// <summary>Q·D·Qᵀ, [n, n].</summary>
    public static double[] PositiveDefinite(Random random, int n, double condition)
    {
        var d = Diagonal(random, n, n, condition);
        for (var axis = 0; axis < n; axis++)
        {
            var v = UnitVector(random, n);
            ReflectRows(d, n, n, v);
            ReflectColumns(d, n, n, v);
        }
        // Rounding makes the halves differ in the last digit.
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
                d[(i * n) + j] = d[(j * n) + i];
        }
        return d;
    }

    /// <summary>U·D·Vᵀ, [m, n].</summary>
    public static double[] WellConditioned(Random random, int m, int n, double condition)
    {
        var d = Diagonal(random, m, n, condition);
        // As many reflections on either side would make every determinant positive.
        for (var i = 0; i < d.Length; i++)
            d[i] *= random.Next(2) == 0 ? 1 : -1;
        for (var axis = 0; axis < Math.Min(m, n); axis++)
        {
            ReflectRows(d, m, n, UnitVector(random, m));
            ReflectColumns(d, m, n, UnitVector(random, n));
        }
        return d;
    }

    // The ends of the range are always there, so that the condition number is the one asked for; between them values are random.
    private static double[] Diagonal(Random random, int m, int n, double condition)
    {
        var count = Math.Min(m, n);
        var d = new double[m * n];
        for (var i = 0; i < count; i++)
        {
            var exponent = i switch
            {
                0 => 0.5,
                1 => -0.5,
                _ => random.NextDouble() - 0.5,
            };
            d[(i * n) + i] = Math.Pow(condition, exponent);
        }
        return d;
    }

    private static double[] UnitVector(Random random, int n)
    {
        var v = Numbers.Draw(n, random);
        var norm = Math.Sqrt(v.Sum(value => value * value));
        return Array.ConvertAll(v, value => value / norm);
    }

    /// <summary>(I - 2·v·vᵀ)·A, the product with a Householder reflection.</summary>
    private static void ReflectRows(double[] a, int m, int n, double[] v)
    {
        for (var j = 0; j < n; j++)
        {
            var dot = 0.0;
            for (var i = 0; i < m; i++)
                dot += v[i] * a[(i * n) + j];
            for (var i = 0; i < m; i++)
                a[(i * n) + j] -= 2 * dot * v[i];
        }
    }

    /// <summary>A·(I - 2·v·vᵀ), the product from the other side.</summary>
    private static void ReflectColumns(double[] a, int m, int n, double[] v)
    {
        for (var i = 0; i < m; i++)
        {
            var dot = 0.0;
            for (var j = 0; j < n; j++)
                dot += a[(i * n) + j] * v[j];
            for (var j = 0; j < n; j++)
                a[(i * n) + j] -= 2 * dot * v[j];
        }
    }
}
