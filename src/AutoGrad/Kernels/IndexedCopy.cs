using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Gathers and scatters element by element along the middle one of three axes, [outer, length, inner]. Indices are whole numbers of the element type; the first
/// that is not a whole number within the axis is reported by its position, and then nothing after it is done.
/// </summary>
internal static class IndexedCopy
{
    /// <summary>y[o, j, i] = x[o, index[o, j, i], i]; the position of the first bad index, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Gather<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
            return GatherLines(x, indices, y, length, count);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ScatterAdd<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
            return ScatterAddLines(x, indices, y, length, count);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Scatter<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
            return ScatterLines(x, indices, y, length, count);
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryIndex<T>(T value, int length, out int index) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The casts are free, and a call of the generic conversions is not. Both saturate, so that the way back tells what is no whole number.
        if (typeof(T) == typeof(float))
        {
            var number = (float)(object)value;
            index = (int)number;
            return (uint)index < (uint)length && index == number;
        }
        if (typeof(T) == typeof(double))
        {
            var number = (double)(object)value;
            index = (int)number;
            return (uint)index < (uint)length && index == number;
        }
        index = int.CreateSaturating(value);
        return (uint)index < (uint)length && T.CreateTruncating(index) == value;
    }

    // Along the last axis a place within a line is all that there is to compute.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int GatherLines<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int length, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < indices.Length; start += count, x = x[length..])
        {
            var line = x[..length];
            var places = indices.Slice(start, count);
            var target = y.Slice(start, count);
            for (var j = 0; j < places.Length; j++)
            {
                if (!TryIndex(places[j], line.Length, out var index))
                    return start + j;
                target[j] = line[index];
            }
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ScatterAddLines<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int length, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < indices.Length; start += count, y = y[length..])
        {
            var line = y[..length];
            var places = indices.Slice(start, count);
            var source = x.Slice(start, count);
            for (var j = 0; j < places.Length; j++)
            {
                if (!TryIndex(places[j], line.Length, out var index))
                    return start + j;
                line[index] += source[j];
            }
        }
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ScatterLines<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int length, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var start = 0; start < indices.Length; start += count, y = y[length..])
        {
            var line = y[..length];
            var places = indices.Slice(start, count);
            var source = x.Slice(start, count);
            for (var j = 0; j < places.Length; j++)
            {
                if (!TryIndex(places[j], line.Length, out var index))
                    return start + j;
                line[index] = source[j];
            }
        }
        return -1;
    }
}
