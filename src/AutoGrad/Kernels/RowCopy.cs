using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Copies and adds whole rows along the middle one of three axes, [outer, length, inner], by a list of places within that axis.</summary>
internal static class RowCopy
{
    // Below this length a loop is faster than the call that copies.
    private const int ShortRow = 16;

    /// <summary>y[o, j, :] = x[o, rows[j], :], for every o that x has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, Span<T> y, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (block, written) = (length * inner, rows.Length * inner);
        for (; !y.IsEmpty; x = x[block..], y = y[written..])
        {
            if (inner == 1)
            {
                for (var j = 0; j < rows.Length; j++)
                    y[j] = x[rows[j]];
                continue;
            }
            for (var j = 0; j < rows.Length; j++)
                Copy(x.Slice(rows[j] * inner, inner), y.Slice(j * inner, inner));
        }
    }

    /// <summary>y[o, rows[j], :] += x[o, j, :], for every o that x has, in the order of j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> rows, Span<T> y, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (block, read) = (length * inner, rows.Length * inner);
        for (; !x.IsEmpty; x = x[read..], y = y[block..])
        {
            if (inner == 1)
            {
                for (var j = 0; j < rows.Length; j++)
                    y[rows[j]] += x[j];
                continue;
            }
            for (var j = 0; j < rows.Length; j++)
            {
                var sum = y.Slice(rows[j] * inner, inner);
                TensorPrimitives.Add(sum, x.Slice(j * inner, inner), sum);
            }
        }
    }

    /// <summary>Writes indices, which are whole numbers of the element type, as places; the position of the first bad one, or -1.</summary>
    public static int Places<T>(ReadOnlySpan<T> indices, Span<int> rows, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var position = 0; position < indices.Length; position++)
        {
            if (!IndexedCopy.TryIndex(indices[position], length, out rows[position]))
                return position;
        }
        return -1;
    }

    private static void Copy<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged
    {
        if (y.Length >= ShortRow)
        {
            x.CopyTo(y);
            return;
        }
        for (var i = 0; i < y.Length; i++)
            y[i] = x[i];
    }
}
