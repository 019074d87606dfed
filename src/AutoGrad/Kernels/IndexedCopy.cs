using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// Gathers and scatters element by element along the middle one of three axes, [outer, length, inner]. Indices are whole numbers of the element type; the first
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

    /// <summary>y[o, index[o, j, i], i] = x[o, j, i], the last where several have one place; the position of the first bad index, or -1.</summary>
    public static int Scatter<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
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
                    y[(((o * length) + index) * inner) + i] = x[position];
                }
            }
        }
        return -1;
    }

    /// <summary>y[o, j, i] = 1 where no later index[o, k, i] is the same, else 0; the position of the last bad index, or -1.</summary>
    public static int LastWrites<T>(ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var rented = new RentedSpan<bool>(outer * length * inner);
        var written = rented.Span;
        written.Clear();
        var position = outer * count * inner;
        for (var o = outer - 1; o >= 0; o--)
        {
            for (var j = count - 1; j >= 0; j--)
            {
                for (var i = inner - 1; i >= 0; i--)
                {
                    if (!TryIndex(indices[--position], length, out var index))
                        return position;
                    ref var isWritten = ref written[(((o * length) + index) * inner) + i];
                    y[position] = isWritten ? T.Zero : T.One;
                    isWritten = true;
                }
            }
        }
        return -1;
    }

    /// <summary>Reads a value as a place within an axis.</summary>
    public static bool TryIndex<T>(T value, int length, out int index) where T : unmanaged, IFloatingPointIeee754<T>
    {
        index = int.CreateSaturating(value);
        return (uint)index < (uint)length && T.CreateTruncating(index) == value;
    }
}
