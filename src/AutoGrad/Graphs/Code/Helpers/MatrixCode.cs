namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>Factorizations and systems of equations, one matrix after the other, in double whatever the element type is.</summary>
internal static class MatrixCode
{
    public static CodeHelper Doubles { get; } = new(nameof(Doubles), """
        private static double[] Doubles(ReadOnlySpan<T> x)
        {
            var numbers = new double[x.Length];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = x[i];
            return numbers;
        }
        """);

    public static CodeHelper ForEachMatrix { get; } = new(nameof(ForEachMatrix), """
        private static void ForEachMatrix(ReadOnlySpan<T> x, int count, Func<double[], double[]> function, Span<T> y)
        {
            for (var i = 0; i < count; i++)
            {
                var results = function(Doubles(x.Slice(i * (x.Length / count), x.Length / count)));
                for (var k = 0; k < results.Length; k++)
                    y[(i * results.Length) + k] = (T)results[k];
            }
        }
        """, Doubles);

    public static CodeHelper AddRow { get; } = new(nameof(AddRow), """
        // Adds a multiple of a row [from, ..] of length n to another.
        private static void AddRow(double[] x, int from, double factor, double[] y, int to, int n)
        {
            for (var i = 0; i < n; i++)
                y[to + i] += factor * x[from + i];
        }
        """);

    public static CodeHelper SwapRows { get; } = new(nameof(SwapRows), """
        private static void SwapRows(double[] x, int n, int i, int j)
        {
            for (var k = 0; k < n; k++)
                (x[(i * n) + k], x[(j * n) + k]) = (x[(j * n) + k], x[(i * n) + k]);
        }
        """);

    public static CodeHelper Identity { get; } = new(nameof(Identity), """
        private static double[] Identity(int m, int n)
        {
            var x = new double[m * n];
            for (var i = 0; i < Math.Min(m, n); i++)
                x[(i * n) + i] = 1;
            return x;
        }
        """);

    public static CodeHelper Substitute { get; } = new(nameof(Substitute), """
        // Replaces b [n, m] by the solution of a X = b, or of aᵀ X = b, for a triangle of a [n, n].
        private static void Substitute(double[] a, int n, bool isLower, bool isTransposed, bool hasUnitDiagonal, double[] b, int m)
        {
            for (var step = 0; step < n; step++)
            {
                var isDownwards = isLower != isTransposed;
                var i = isDownwards ? step : n - 1 - step;
                for (var k = isDownwards ? 0 : i + 1; k < (isDownwards ? i : n); k++)
                    AddRow(b, k * m, -(isTransposed ? a[(k * n) + i] : a[(i * n) + k]), b, i * m, m);
                for (var j = 0; j < m && !hasUnitDiagonal; j++)
                    b[(i * m) + j] /= a[(i * n) + i];
            }
        }
        """, AddRow);

    public static CodeHelper Cholesky { get; } = new(nameof(Cholesky), """
        private static double[] Cholesky(double[] a, int n)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < j; k++)
                {
                    for (var i = j; i < n; i++)
                        a[(i * n) + j] -= a[(i * n) + k] * a[(j * n) + k];
                    a[(k * n) + j] = 0;
                }
                if (!(a[(j * n) + j] > 0))
                    throw new ArithmeticException($"Cholesky: needs a positive definite matrix, got the pivot {a[(j * n) + j]} in row {j}");
                var pivot = Math.Sqrt(a[(j * n) + j]);
                for (var i = j; i < n; i++)
                    a[(i * n) + j] /= pivot;
                a[(j * n) + j] = pivot;
            }
            return a;
        }
        """);

    public static CodeHelper Factor { get; } = new(nameof(Factor), """
        // Replaces a [n, n] by its triangles L and U with partial pivoting; gives the row that each was swapped with.
        private static int[] Factor(double[] a, int n)
        {
            var swaps = new int[n];
            for (var j = 0; j < n; j++)
            {
                swaps[j] = j;
                for (var i = j + 1; i < n; i++)
                    swaps[j] = Math.Abs(a[(i * n) + j]) > Math.Abs(a[(swaps[j] * n) + j]) ? i : swaps[j];
                SwapRows(a, n, j, swaps[j]);
                for (var i = j + 1; i < n && a[(j * n) + j] != 0; i++)
                {
                    a[(i * n) + j] /= a[(j * n) + j];
                    AddRow(a, (j * n) + j + 1, -a[(i * n) + j], a, (i * n) + j + 1, n - j - 1);
                }
            }
            return swaps;
        }
        """, SwapRows, AddRow);

    public static CodeHelper SolveFactored { get; } = new(nameof(SolveFactored), """
        private static void SolveFactored(double[] a, int[] swaps, bool isTransposed, double[] b, int m)
        {
            var n = swaps.Length;
            for (var i = 0; i < n; i++)
            {
                if (a[(i * n) + i] == 0)
                    throw new ArithmeticException($"needs an invertible matrix, got a pivot of 0 in row {i}");
            }
            for (var i = 0; i < n && !isTransposed; i++)
                SwapRows(b, m, i, swaps[i]);
            Substitute(a, n, !isTransposed, isTransposed, !isTransposed, b, m);
            Substitute(a, n, isTransposed, isTransposed, isTransposed, b, m);
            for (var i = n - 1; i >= 0 && isTransposed; i--)
                SwapRows(b, m, i, swaps[i]);
        }
        """, SwapRows, Substitute);

    public static CodeHelper Solve { get; } = new(nameof(Solve), """
        // X of a X = b, or of aᵀ X = b, for each pair of matrices of batches that broadcast.
        private static void Solve(ReadOnlySpan<T> a, ReadOnlySpan<int> shapeA, ReadOnlySpan<T> b, ReadOnlySpan<int> shapeB, bool isTransposed, Span<T> y, ReadOnlySpan<int> shape)
        {
            var (n, m, last, factored, swaps) = (shape[^2], shape[^1], -1, Array.Empty<double>(), Array.Empty<int>());
            for (var batch = 0; batch < y.Length / Math.Max(n * m, 1); batch++)
            {
                var (placeA, placeB) = (Place(batch, shape[..^2], shapeA[..^2]), Place(batch, shape[..^2], shapeB[..^2]));
                if (placeA != last)
                {
                    (last, factored) = (placeA, Doubles(a.Slice(placeA * n * n, n * n)));
                    swaps = Factor(factored, n);
                }
                var x = Doubles(b.Slice(placeB * n * m, n * m));
                SolveFactored(factored, swaps, isTransposed, x, m);
                for (var i = 0; i < x.Length; i++)
                    y[(batch * n * m) + i] = (T)x[i];
            }
        }
        """, ShapingCode.Place, Doubles, Factor, SolveFactored);

    public static CodeHelper SolveTriangular { get; } = new(nameof(SolveTriangular), """
        // X of a X = b, or of aᵀ X = b, for triangles of each pair of matrices of batches that broadcast.
        private static void SolveTriangular(ReadOnlySpan<T> a, ReadOnlySpan<int> shapeA, ReadOnlySpan<T> b, ReadOnlySpan<int> shapeB, bool isLower, bool isTransposed, Span<T> y, ReadOnlySpan<int> shape)
        {
            var (n, m) = (shape[^2], shape[^1]);
            for (var batch = 0; batch < y.Length / Math.Max(n * m, 1); batch++)
            {
                var (placeA, placeB) = (Place(batch, shape[..^2], shapeA[..^2]), Place(batch, shape[..^2], shapeB[..^2]));
                var x = Doubles(b.Slice(placeB * n * m, n * m));
                Substitute(Doubles(a.Slice(placeA * n * n, n * n)), n, isLower, isTransposed, false, x, m);
                for (var i = 0; i < x.Length; i++)
                    y[(batch * n * m) + i] = (T)x[i];
            }
        }
        """, ShapingCode.Place, Doubles, Substitute);

    public static CodeHelper Inverse { get; } = new(nameof(Inverse), """
        private static double[] Inverse(double[] a, int n)
        {
            var (swaps, y) = (Factor(a, n), Identity(n, n));
            SolveFactored(a, swaps, false, y, n);
            return y;
        }
        """, Factor, Identity, SolveFactored);

    public static CodeHelper Determinant { get; } = new(nameof(Determinant), """
        private static double[] Determinant(double[] a, int n)
        {
            var (swaps, product) = (Factor(a, n), 1.0);
            for (var i = 0; i < n; i++)
                product *= swaps[i] == i ? a[(i * n) + i] : -a[(i * n) + i];
            return [product];
        }
        """, Factor);

    public static CodeHelper LogDeterminant { get; } = new(nameof(LogDeterminant), """
        // The sign, and the logarithm of the absolute value.
        private static double[] LogDeterminant(double[] a, int n)
        {
            var (swaps, sign, sum) = (Factor(a, n), 1.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                var pivot = a[(i * n) + i];
                sign *= (double.IsNaN(pivot) ? pivot : Math.Sign(pivot)) * (swaps[i] == i ? 1 : -1);
                sum += Math.Log(Math.Abs(pivot));
            }
            return [sign, sum];
        }
        """, Factor);
}
