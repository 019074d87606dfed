using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels.LinearAlgebra;

/// <summary>What the factorisations share. They work on row-major matrices of doubles whatever the element type is, so that float loses nothing on the way.</summary>
internal static class DenseMatrix
{
    public static void Load<T>(ReadOnlySpan<T> x, Span<double> work) where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorPrimitives.ConvertTruncating(x, work);

    public static void Store<T>(ReadOnlySpan<double> work, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        TensorPrimitives.ConvertTruncating(work, y);

    public static Span<double> Row(Span<double> a, int n, int row) => a.Slice(row * n, n);

    /// <summary>target += factor · row.</summary>
    public static void AddRow(Span<double> target, double factor, ReadOnlySpan<double> row) =>
        TensorPrimitives.FusedMultiplyAdd(row, factor, target, target);

    public static void SwapRows(Span<double> a, int n, int i, int j)
    {
        if (i == j)
            return;
        var first = Row(a, n, i);
        var second = Row(a, n, j);
        for (var k = 0; k < n; k++)
            (first[k], second[k]) = (second[k], first[k]);
    }

    public static void SetIdentity(Span<double> a, int rows, int columns)
    {
        a.Clear();
        for (var i = 0; i < Math.Min(rows, columns); i++)
            a[(i * columns) + i] = 1;
    }

    /// <summary>y [n, m] = xᵀ for x [m, n].</summary>
    public static void Transpose(ReadOnlySpan<double> x, Span<double> y, int m, int n)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
                y[(j * m) + i] = x[(i * n) + j];
        }
    }

    /// <summary>Turns two rows by an angle: x, y become c·x - s·y, s·x + c·y.</summary>
    public static void Rotate(Span<double> x, Span<double> y, double c, double s)
    {
        var i = 0;
        if (Vector<double>.IsSupported)
        {
            var vectorsX = MemoryMarshal.Cast<double, Vector<double>>(x);
            var vectorsY = MemoryMarshal.Cast<double, Vector<double>>(y);
            for (var j = 0; j < vectorsX.Length; j++)
                (vectorsX[j], vectorsY[j]) = ((vectorsX[j] * c) - (vectorsY[j] * s), (vectorsX[j] * s) + (vectorsY[j] * c));
            i = vectorsX.Length * Vector<double>.Count;
        }
        for (; i < x.Length; i++)
            (x[i], y[i]) = ((c * x[i]) - (s * y[i]), (s * x[i]) + (c * y[i]));
    }
}
