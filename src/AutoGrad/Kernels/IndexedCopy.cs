using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// Gathers and scatters along the middle one of three axes, [outer, length, inner]. Indices are whole numbers of the element type; the first
/// that is not a whole number within the axis is reported by its position, and then nothing after it is done.
/// </summary>
internal static class IndexedCopy
{
    /// <summary>y[o, j, i] = x[o, index[o, j, i], i]; the position of the first bad index, or -1.</summary>
    public static int Gather<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var position = 0;
        for (var o = 0; o < outer; o++)
        {
            for (var j = 0; j < count; j++)
            {
                for (var i = 0; i < inner; i++, position++)
                {
                    if (!TryIndex(indices[position], length, out var index))
                        return position;
                    y[position] = x[(((o * length) + index) * inner) + i];
                }
            }
        }
        return -1;
    }

    /// <summary>y[o, index[o, j, i], i] += x[o, j, i], in the order of the elements; the position of the first bad index, or -1.</summary>
    public static int ScatterAdd<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var position = 0;
        for (var o = 0; o < outer; o++)
        {
            for (var j = 0; j < count; j++)
            {
                for (var i = 0; i < inner; i++, position++)
                {
                    if (!TryIndex(indices[position], length, out var index))
                        return position;
                    y[(((o * length) + index) * inner) + i] += x[position];
                }
            }
        }
        return -1;
    }

    /// <summary>y[p, index[p]] = 1 and 0 elsewhere; the position of the first bad index, or -1.</summary>
    public static int OneHot<T>(ReadOnlySpan<T> indices, Span<T> y, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        y.Clear();
        for (var position = 0; position < indices.Length; position++)
        {
            if (!TryIndex(indices[position], count, out var index))
                return position;
            y[(position * count) + index] = T.One;
        }
        return -1;
    }

    private static bool TryIndex<T>(T value, int length, out int index) where T : unmanaged, IFloatingPointIeee754<T>
    {
        index = int.CreateSaturating(value);
        return (uint)index < (uint)length && T.CreateTruncating(index) == value;
    }
}
