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

    public static bool IsFinite(ReadOnlySpan<double> a)
    {
        foreach (var element in a)
        {
            if (!double.IsFinite(element))
                return false;
        }
        return true;
    }

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

    /// <summary>The rotation that makes the symmetric matrix [first, off; off, last] diagonal, by an angle of at most 45 degrees.</summary>
    public static (double C, double S) RotationOf(double first, double off, double last)
    {
        var ratio = (last - first) / (2 * off);
        var tangent = (ratio < 0 ? -1 : 1) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
        var c = 1 / Math.Sqrt(1 + (tangent * tangent));
        return (c, tangent * c);
    }

    /// <summary>Sorts the keys, ascending, and tells where each came from. Equal ones keep their order.</summary>
    public static void SortTogether(Span<double> keys, Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        keys.Sort(order, (a, b) => a.CompareTo(b));
        for (var start = 0; start < keys.Length;)
        {
            var end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            order[start..end].Sort();
            start = end;
        }
    }

    /// <summary>The sign of the element with the largest absolute value, the first such.</summary>
    public static double SignOfLargest(ReadOnlySpan<double> x)
    {
        var best = 0;
        for (var i = 1; i < x.Length; i++)
        {
            if (Math.Abs(x[i]) > Math.Abs(x[best]))
                best = i;
        }
        return x[best] < 0 ? -1 : 1;
    }
}
