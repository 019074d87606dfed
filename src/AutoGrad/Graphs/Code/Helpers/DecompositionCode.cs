using static AutoGrad.Graphs.Code.Helpers.MatrixCode;

namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>What takes more than triangles: cofactors, orthogonal factors, exponentials, and what is found by rotations.</summary>
internal static class DecompositionCode
{
    public static CodeHelper Cofactors { get; } = new(nameof(Cofactors), """
        // det(A) A⁻ᵀ, for singular matrices as well: with complete pivoting only the last pivot can be 0, and nothing is divided by it.
        private static double[] Cofactors(double[] a, int n)
        {
            var (rows, columns, scale) = (new int[n], new int[n], 1.0);
            for (var j = 0; j < n; j++)
            {
                (rows[j], columns[j]) = (j, j);
                for (var i = j * n; i < n * n; i++)
                {
                    if (i % n >= j && Math.Abs(a[i]) > Math.Abs(a[(rows[j] * n) + columns[j]]))
                        (rows[j], columns[j]) = (i / n, i % n);
                }
                scale *= (rows[j] == j) == (columns[j] == j) ? 1 : -1;
                SwapRows(a, n, j, rows[j]);
                for (var i = 0; i < n; i++)
                    (a[(i * n) + j], a[(i * n) + columns[j]]) = (a[(i * n) + columns[j]], a[(i * n) + j]);
                var pivot = a[(j * n) + j];
                if (j == n - 1)
                    break;
                if (pivot == 0)
                    return new double[n * n];
                scale *= pivot;
                for (var i = j + 1; i < n; i++)
                {
                    a[(i * n) + j] /= pivot;
                    AddRow(a, (j * n) + j + 1, -a[(i * n) + j], a, (i * n) + j + 1, n - j - 1);
                }
            }
            var c = Identity(n, n);
            for (var i = 0; i < n; i++)
                SwapRows(c, n, i, rows[i]);
            Substitute(a, n, true, false, true, c, n);
            for (var i = n - 2; i >= 0; i--)
            {
                for (var j = 0; j < n; j++)
                    c[(i * n) + j] = (a[^1] * c[(i * n) + j]) - (a[(i * n) + n - 1] * c[((n - 1) * n) + j]);
                for (var k = i + 1; k < n - 1; k++)
                    AddRow(c, k * n, -a[(i * n) + k], c, i * n, n);
                for (var j = 0; j < n; j++)
                    c[(i * n) + j] /= a[(i * n) + i];
            }
            for (var i = n - 1; i >= 0; i--)
                SwapRows(c, n, i, columns[i]);
            var y = new double[n * n];
            for (var i = 0; i < n * n; i++)
                y[i] = scale * c[(i % n * n) + (i / n)];
            return y;
        }
        """, SwapRows, AddRow, Identity, Substitute);

    public static CodeHelper Qr { get; } = new(nameof(Qr), """
        // Q [m, n], with orthonormal columns, and then R [n, n], with no negative number on its diagonal, by Householder's reflections.
        private static double[] Qr(double[] a, int m, int n)
        {
            var (q, r, factors) = (Identity(m, n), new double[n * n], new double[n]);
            void Reflect(double[] x, int k, int start)
            {
                for (var j = start; j < n; j++)
                {
                    var product = 0.0;
                    for (var i = k; i < m; i++)
                        product += a[(i * n) + k] * x[(i * n) + j];
                    for (var i = k; i < m; i++)
                        x[(i * n) + j] -= factors[k] * product * a[(i * n) + k];
                }
            }
            for (var k = 0; k < n; k++)
            {
                var (largest, sum) = (0.0, 0.0);
                for (var i = k; i < m; i++)
                    largest = Math.Max(largest, Math.Abs(a[(i * n) + k]));
                for (var i = k; i < m && largest > 0; i++)
                    sum += (a[(i * n) + k] /= largest) * a[(i * n) + k];
                if (!(largest == 0))
                {
                    var (head, norm) = (a[(k * n) + k], Math.Sqrt(sum));
                    var target = head > 0 ? -norm : norm;
                    (a[(k * n) + k], r[(k * n) + k], factors[k]) = (head - target, target * largest, 1 / (norm * (norm + Math.Abs(head))));
                }
                Reflect(a, k, k + 1);
                for (var j = k + 1; j < n; j++)
                    r[(k * n) + j] = a[(k * n) + j];
            }
            for (var k = n - 1; k >= 0; k--)
                Reflect(q, k, k);
            for (var k = 0; k < n; k++)
            {
                for (var i = 0; i < m && r[(k * n) + k] < 0; i++)
                    q[(i * n) + k] = -q[(i * n) + k];
                for (var j = n - 1; j >= k && r[(k * n) + k] < 0; j--)
                    r[(k * n) + j] = -r[(k * n) + j];
            }
            return [.. q, .. r];
        }
        """, Identity);

    public static CodeHelper Multiply { get; } = new(nameof(Multiply), """
        private static double[] Multiply(double[] a, double[] b, int n)
        {
            var y = new double[n * n];
            for (var i = 0; i < n * n; i++)
                AddRow(b, i % n * n, a[i], y, i / n * n, n);
            return y;
        }
        """, AddRow);

    public static CodeHelper MatrixExp { get; } = new(nameof(MatrixExp), $$"""
        // By scaling, a Padé approximant of degree 13 and squaring (Higham, 2005).
        private static double[] MatrixExp(double[] a, int n)
        {
            ReadOnlySpan<double> c = [{{CodeOperation.List(Kernels.LinearAlgebra.Exponential.Coefficients)}}];
            var norm = 0.0;
            for (var j = 0; j < n; j++)
            {
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                    sum += Math.Abs(a[(i * n) + j]);
                norm = Math.Max(norm, sum);
            }
            if (!double.IsFinite(norm))
            {
                Array.Fill(a, double.NaN);
                return a;
            }
            var squarings = (int)Math.Max(0, Math.Ceiling(Math.Log2(norm / 5.371920351148152)));
            for (var i = 0; i < a.Length; i++)
                a[i] = Math.ScaleB(a[i], -squarings);
            var square = Multiply(a, a, n);
            var fourth = Multiply(square, square, n);
            var sixth = Multiply(square, fourth, n);
            double[] Combine(double second, double of4, double of6, double unit)
            {
                var sum = new double[n * n];
                for (var i = 0; i < sum.Length; i++)
                    sum[i] = (second * square[i]) + (of4 * fourth[i]) + (of6 * sixth[i]) + (i / n == i % n ? unit : 0);
                return sum;
            }
            var (odd, even) = (Multiply(sixth, Combine(c[9], c[11], c[13], 0), n), Multiply(sixth, Combine(c[8], c[10], c[12], 0), n));
            AddRow(Combine(c[3], c[5], c[7], c[1]), 0, 1, odd, 0, n * n);
            AddRow(Combine(c[2], c[4], c[6], c[0]), 0, 1, even, 0, n * n);
            odd = Multiply(a, odd, n);
            double[] y = [.. even];
            AddRow(odd, 0, 1, y, 0, n * n);
            AddRow(odd, 0, -1, even, 0, n * n);
            SolveFactored(even, Factor(even, n), false, y, n);
            for (var i = 0; i < squarings; i++)
                y = Multiply(y, y, n);
            return y;
        }
        """, AddRow, Multiply, Factor, SolveFactored);
}
