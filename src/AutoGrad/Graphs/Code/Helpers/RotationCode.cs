using static AutoGrad.Graphs.Code.Helpers.MatrixCode;

namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>Eigenvalues and singular values, by Jacobi's rotations of rows.</summary>
internal static class RotationCode
{
    public static CodeHelper Rotate { get; } = new(nameof(Rotate), """
        // Turns two rows by an angle.
        private static void Rotate(double[] x, int n, int p, int q, (double Cosine, double Sine) angle)
        {
            for (var i = 0; i < n; i++)
            {
                var (a, b) = (x[(p * n) + i], x[(q * n) + i]);
                (x[(p * n) + i], x[(q * n) + i]) = ((angle.Cosine * a) - (angle.Sine * b), (angle.Sine * a) + (angle.Cosine * b));
            }
        }
        """);

    public static CodeHelper AngleOf { get; } = new(nameof(AngleOf), """
        // The rotation that makes the symmetric matrix [first, off; off, last] diagonal.
        private static (double Cosine, double Sine) AngleOf(double first, double off, double last)
        {
            var ratio = (last - first) / (2 * off);
            var tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
            var cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
            return (cosine, tangent * cosine);
        }
        """);

    public static CodeHelper Sorted { get; } = new(nameof(Sorted), """
        // The places of numbers in ascending order.
        private static int[] Sorted(double[] keys)
        {
            var order = new int[keys.Length];
            for (var i = 0; i < order.Length; i++)
                order[i] = i;
            Array.Sort(order, (i, j) => keys[i] == keys[j] ? i - j : keys[i].CompareTo(keys[j]));
            return order;
        }
        """);

    public static CodeHelper SignOfLargest { get; } = new(nameof(SignOfLargest), """
        private static double SignOfLargest(double[] x, int n, int row)
        {
            var best = row * n;
            for (var i = best + 1; i < (row + 1) * n; i++)
                best = Math.Abs(x[i]) > Math.Abs(x[best]) ? i : best;
            return x[best] < 0 ? -1 : 1;
        }
        """);

    public static CodeHelper SymmetricEigen { get; } = new(nameof(SymmetricEigen), """
        // The eigenvalues, ascending, and then the eigenvectors, a column each (Golub and Van Loan, 8.5).
        private static double[] SymmetricEigen(double[] a, int n)
        {
            var (rows, values, y) = (Identity(n, n), new double[n], new double[n + (n * n)]);
            if (!Array.TrueForAll(a, double.IsFinite))
            {
                Array.Fill(y, double.NaN);
                return y;
            }
            var isTurned = true;
            for (var sweep = 0; sweep < 60 && isTurned; sweep++)
            {
                isTurned = false;
                for (var p = 0; p < n; p++)
                {
                    for (var q = p + 1; q < n; q++)
                    {
                        var (first, last, off) = (a[(p * n) + p], a[(q * n) + q], a[(p * n) + q]);
                        if (Math.Abs(off) <= 1e-17 * (Math.Abs(first) + Math.Abs(last)) || Math.Abs(off) < 2.2250738585072014e-308)
                            continue;
                        isTurned = true;
                        var angle = AngleOf(first, off, last);
                        Rotate(a, n, p, q, angle);
                        Rotate(rows, n, p, q, angle);
                        for (var k = 0; k < n; k++)
                            (a[(k * n) + p], a[(k * n) + q]) = (a[(p * n) + k], a[(q * n) + k]);
                        var shift = off * angle.Sine / angle.Cosine;
                        (a[(p * n) + p], a[(q * n) + q], a[(p * n) + q], a[(q * n) + p]) = (first - shift, last + shift, 0, 0);
                    }
                }
            }
            for (var i = 0; i < n; i++)
                values[i] = a[(i * n) + i];
            var order = Sorted(values);
            for (var i = 0; i < n; i++)
            {
                y[i] = values[order[i]];
                for (var j = 0; j < n; j++)
                    y[n + (j * n) + i] = SignOfLargest(rows, n, order[i]) * rows[(order[i] * n) + j];
            }
            return y;
        }
        """, Identity, AngleOf, Rotate, Sorted, SignOfLargest);

    public static CodeHelper DotRows { get; } = new(nameof(DotRows), """
        private static double DotRows(double[] x, int n, int p, int q)
        {
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                sum += x[(p * n) + i] * x[(q * n) + i];
            return sum;
        }
        """);

    public static CodeHelper Complete { get; } = new(nameof(Complete), """
        // Makes a row a unit vector at right angles to those before it.
        private static void Complete(double[] u, int row, int n)
        {
            var (best, least) = (0, double.PositiveInfinity);
            for (var axis = 0; axis < n; axis++)
            {
                var along = 0.0;
                for (var j = 0; j < row; j++)
                    along += u[(j * n) + axis] * u[(j * n) + axis];
                (best, least) = along < least ? (axis, along) : (best, least);
            }
            u[(row * n) + best] = 1;
            // Twice, since the first pass leaves rounding errors.
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < row; j++)
                    AddRow(u, j * n, -DotRows(u, n, row, j), u, row * n, n);
            }
            var length = Math.Sqrt(DotRows(u, n, row, row));
            for (var i = 0; i < n; i++)
                u[(row * n) + i] /= length;
        }
        """, AddRow, DotRows);

    public static CodeHelper Svd { get; } = new(nameof(Svd), """
        // The singular values of a [m, n] with m ≥ n, descending, and then U [m, n] and V [n, n], by one-sided rotations (Hestenes, 1958).
        private static double[] Svd(double[] a, int m, int n)
        {
            var (x, turned, u, lengths, y) = (new double[n * m], Identity(n, n), new double[n * m], new double[n], new double[n + (m * n) + (n * n)]);
            if (!Array.TrueForAll(a, double.IsFinite))
            {
                Array.Fill(y, double.NaN);
                return y;
            }
            var scale = 0.0;
            foreach (var element in a)
                scale = Math.Max(scale, Math.Abs(element));
            for (var i = 0; i < a.Length && scale > 0; i++)
                x[(i % n * m) + (i / n)] = a[i] / scale;
            var isTurned = true;
            for (var sweep = 0; sweep < 60 && isTurned; sweep++)
            {
                isTurned = false;
                for (var p = 0; p < n; p++)
                {
                    for (var q = p + 1; q < n; q++)
                    {
                        var (first, last, off) = (DotRows(x, m, p, p), DotRows(x, m, q, q), DotRows(x, m, p, q));
                        if (off == 0 || Math.Abs(off) <= 1e-16 * Math.Sqrt(first) * Math.Sqrt(last))
                            continue;
                        isTurned = true;
                        var angle = AngleOf(first, off, last);
                        Rotate(x, m, p, q, angle);
                        Rotate(turned, n, p, q, angle);
                    }
                }
            }
            for (var i = 0; i < n; i++)
                lengths[i] = -Math.Sqrt(DotRows(x, m, i, i));
            var order = Sorted(lengths);
            for (var i = 0; i < n; i++)
            {
                var length = -lengths[order[i]];
                for (var j = 0; j < m && length > 0; j++)
                    u[(i * m) + j] = x[(order[i] * m) + j] / length;
                if (length == 0)
                    Complete(u, i, m);
                var sign = SignOfLargest(u, m, i);
                y[i] = length * scale;
                for (var j = 0; j < m; j++)
                    y[n + (j * n) + i] = sign * u[(i * m) + j];
                for (var j = 0; j < n; j++)
                    y[n + (m * n) + (j * n) + i] = sign * turned[(order[i] * n) + j];
            }
            return y;
        }
        """, Identity, AngleOf, Rotate, Sorted, SignOfLargest, DotRows, Complete);
}
