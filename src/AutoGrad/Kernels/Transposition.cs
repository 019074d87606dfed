using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Reorders the axes of a row-major tensor.</summary>
internal static unsafe class Transposition
{
    // Squares of this side are read and written within the first cache.
    private const int Side = 64;

    // Below this length a loop is faster than the call that copies.
    private const int ShortRun = 16;

    /// <summary>Sets y [columns, rows] to the transpose of x [rows, columns].</summary>
    public static void Transpose2D<T>(ReadOnlySpan<T> x, Span<T> y, int rows, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The slices throw where a span is too short: the pointers below stay within rows * columns elements of each.
        var size = checked(rows * columns);
        fixed (T* px = x[..size], py = y[..size])
            Blocks(px, columns, py, rows, rows, columns);
    }

    /// <summary>Sets y to x with its axes reordered: y's axis i is x's axis permutation[i]. The shape is that of x.</summary>
    public static void Permute<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(permutation.Length, shape.Length);
        Span<nint> lengths = stackalloc nint[shape.Length];
        Span<nint> strides = stackalloc nint[shape.Length];
        var rank = MergeAxes(shape, permutation, lengths, strides, out var size);
        x = x[..size];
        y = y[..size];
        if (size == 0)
            return;

        fixed (T* px = x, py = y)
            Copy(px, lengths[..rank], strides[..rank], py);
    }

    // Writes the length and the stride in x of each axis of y, with axes that are adjacent in both merged into one and axes of length 1
    // left out; returns their number. As the permutation is checked here, all offsets that strides reach lie within x.
    private static int MergeAxes(
        ReadOnlySpan<int> shape, ReadOnlySpan<int> permutation, Span<nint> lengths, Span<nint> strides, out int size)
    {
        size = shape.Contains(0) ? 0 : 1;
        Span<nint> strideOf = stackalloc nint[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strideOf[axis] = size;
            size = checked(size * shape[axis]);
        }

        var rank = 0;
        foreach (var axis in permutation)
        {
            var (length, stride) = ((nint)shape[axis], strideOf[axis]);
            ArgumentOutOfRangeException.ThrowIfNegative(stride, nameof(permutation));
            strideOf[axis] = -1;
            if (length == 1)
                continue;

            if (rank > 0 && strides[rank - 1] == length * stride)
            {
                lengths[rank - 1] *= length;
                strides[rank - 1] = stride;
                continue;
            }

            (lengths[rank], strides[rank]) = (length, stride);
            rank++;
        }

        return rank;
    }

    private static void Copy<T>(T* x, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, T* y) where T : unmanaged
    {
        if (lengths.IsEmpty)
        {
            *y = *x;
            return;
        }

        // At once, a plane: of y's last axis and the axis that is contiguous in x, or where these are one, the axis before.
        var last = lengths.Length - 1;
        var isRun = strides[last] == 1;
        var other = isRun ? last - 1 : strides.IndexOf(1);
        var (columns, columnStride) = (lengths[last], strides[last]);
        var (rows, rowStride) = other < 0 ? (1, 0) : (lengths[other], strides[other]);
        nint yRow = columns;
        for (var axis = other + 1; axis < last; axis++)
            yRow *= lengths[axis];

        Span<nint> index = stackalloc nint[lengths.Length];
        while (true)
        {
            if (isRun)
                Runs(x, rowStride, y, yRow, rows, columns);
            else
                Blocks(x, columnStride, y, yRow, columns, rows);
            if (!Next(lengths, strides, index, other, ref x, ref y))
                return;
        }
    }

    // Moves x and y to the next plane: the axes other than the plane's two are counted up like the digits of a number.
    private static bool Next<T>(
        ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, Span<nint> index, int other, ref T* x, ref T* y)
        where T : unmanaged
    {
        var yStride = lengths[^1];
        for (var axis = lengths.Length - 2; axis >= 0; axis--)
        {
            if (axis != other)
            {
                x += strides[axis];
                y += yStride;
                if (++index[axis] < lengths[axis])
                    return true;

                x -= lengths[axis] * strides[axis];
                y -= lengths[axis] * yStride;
                index[axis] = 0;
            }

            yStride *= lengths[axis];
        }

        return false;
    }

    private static void Runs<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint length) where T : unmanaged
    {
        for (; rows > 0; rows--, x += xRow, y += yRow)
        {
            if (length >= ShortRun)
            {
                Buffer.MemoryCopy(x, y, length * sizeof(T), length * sizeof(T));
                continue;
            }

            for (nint j = 0; j < length; j++)
                y[j] = x[j];
        }
    }

    // A block is written before it is read: to clear it would take as long as the copy.
    [SkipLocalsInit]
    private static void Blocks<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        // Rows of y that lie a multiple of this apart share the few places of the cache: they are then written one whole row of a block after
        // the other, from a copy.
        var isAside = yRow * sizeof(T) % 512 == 0;
        var block = stackalloc T[isAside ? Side * Side : 0];
        for (nint i = 0; i < rows; i += Side)
        {
            var high = Math.Min(Side, rows - i);
            for (nint j = 0; j < columns; j += Side)
            {
                var wide = Math.Min(Side, columns - j);
                T* from = x + (i * xRow) + j, to = y + (j * yRow) + i;
                if (!isAside)
                {
                    BlockTransposition.Run(from, xRow, to, yRow, high, wide);
                    continue;
                }

                BlockTransposition.Run(from, xRow, block, Side, high, wide);
                Runs(block, Side, to, yRow, wide, high);
            }
        }
    }
}
