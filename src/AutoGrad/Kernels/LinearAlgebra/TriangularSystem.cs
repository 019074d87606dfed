using System.Numerics.Tensors;

namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>Solves op(A) X = B for a triangular matrix by substitution; a zero on the diagonal gives infinities or NaN.</summary>
internal static class TriangularSystem
{
    /// <summary>Replaces b [n, m] by the solution. Only the named triangle of a [n, n] is read, and its diagonal only unless it counts as ones.</summary>
    public static void Solve(ReadOnlySpan<double> a, int n, bool lower, bool transposed, bool unitDiagonal, Span<double> b, int m)
    {
        var downwards = lower != transposed;
        for (var step = 0; step < n; step++)
        {
            var i = downwards ? step : n - 1 - step;
            var row = DenseMatrix.Row(b, m, i);
            var (start, end) = downwards ? (0, i) : (i + 1, n);
            for (var k = start; k < end; k++)
                DenseMatrix.AddRow(row, -(transposed ? a[(k * n) + i] : a[(i * n) + k]), DenseMatrix.Row(b, m, k));
            if (!unitDiagonal)
                TensorPrimitives.Divide(row, a[(i * n) + i], row);
        }
    }
}
