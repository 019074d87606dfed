using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Transposing;

namespace AutoGrad.Kernels;

/// <summary>Reorders the axes of a row-major tensor.</summary>
internal static unsafe class Transposition
{
    // Squares of this side are read and written within the first cache.
    private const int Side = 64;

    // So many elements are copied without asking what comes next.
    private const int ElementsPerStrip = 1 << 14;

    // Below these a loop is faster than the call that copies.
    private const int ShortRun = 16;
    private const int ShortRunBytes = 1024;

    // Of shorter runs too little is whole lines of the caches.
    private const int ShortestStreamedRun = 256;

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

        Copy(x, lengths[..rank], strides[..rank], y);
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

    private static void Copy<T>(ReadOnlySpan<T> x, ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides, Span<T> y) where T : unmanaged
    {
        if (lengths.IsEmpty)
        {
            y[0] = x[0];
            return;
        }

        // At once, a plane: of y's last axis and the axis that is contiguous in x, or where these are one, the axis before.
        var last = lengths.Length - 1;
        var isRun = strides[last] == 1;
        var other = isRun ? last - 1 : strides.IndexOf(1);
        var rows = other < 0 ? 1 : lengths[other];
        var rowsPerStrip = isRun ? Math.Max(1, ElementsPerStrip / lengths[last]) : IsCarried(y, lengths[last]) ? CarriedTransposition.Columns : Side;
        var strips = ((rows - 1) / rowsPerStrip) + 1;
        var units = strips * (y.Length / (rows * lengths[last]));
        // The lengths and strides lie on the stack, which stays as it is until the pass is done.
        fixed (nint* pLengths = lengths, pStrides = strides)
        {
            PassSplit.Run(
                new Tile<T> { A = x }, y, (int)units, Math.Min(rowsPerStrip, rows) * lengths[last],
                new Pass<T>(pLengths, pStrides, lengths.Length, other, rowsPerStrip, strips));
        }
    }

    // Whether rows of y of this length are written line by line, past the caches.
    private static bool IsCarried<T>(Span<T> y, nint length) where T : unmanaged =>
        Squares512.IsSupported && PassSplit.IsLarge<T>(y.Length) && length * sizeof(T) >= StreamedTransposition.RunBytes;

    // A unit is some rows of a plane, each a row of y: as many as are transposed at once, or as are worth a call.
    private readonly struct Pass<T>(nint* lengths, nint* strides, int rank, int other, nint rowsPerStrip, nint strips) : IPass<T> where T : unmanaged
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            // As the strides come from a permutation that was checked, all that they reach lies within x, and what yRow reaches within y.
            fixed (T* px = x.A, py = y)
            {
                var isStreamed = StreamedCopy.IsSupported && sizeof(T) is 4 or 8 && PassSplit.IsLarge<T>(y.Length);
                for (var unit = start; unit < end; unit++)
                    Strip(px, py, unit, isStreamed);
            }
        }

        private void Strip(T* x, T* y, nint unit, bool isStreamed)
        {
            var (plane, strip) = Math.DivRem(unit, strips);
            var (columns, columnStride) = (lengths[rank - 1], strides[rank - 1]);
            var (yStride, yRow) = (columns, columns);
            for (var axis = rank - 2; axis >= 0; axis--)
            {
                if (axis == other)
                {
                    yRow = yStride;
                }
                else
                {
                    (plane, var place) = Math.DivRem(plane, lengths[axis]);
                    x += place * strides[axis];
                    y += place * yStride;
                }
                yStride *= lengths[axis];
            }
            var (rows, rowStride) = other < 0 ? (1, 0) : (lengths[other], strides[other]);
            var first = strip * rowsPerStrip;
            rows = Math.Min(rowsPerStrip, rows - first);
            if (columnStride == 1)
                Runs(x + (first * rowStride), rowStride, y + (first * yRow), yRow, rows, columns);
            else if (isStreamed && (columns == yRow || columns * sizeof(T) >= ShortestStreamedRun))
                StreamedTransposition.Run(x + first, columnStride, y + (first * yRow), yRow, columns, rows);
            else
                Blocks(x + first, columnStride, y + (first * yRow), yRow, columns, rows);
        }
    }

    /// <summary>Copies rows of x, which lie so far apart, to rows of y.</summary>
    internal static void Runs<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint length) where T : unmanaged
    {
        var bytes = length * sizeof(T);
        var isInRegisters = Vector256.IsHardwareAccelerated && bytes >= Vector256<byte>.Count && bytes <= ShortRunBytes;
        for (; rows > 0; rows--, x += xRow, y += yRow)
        {
            if (isInRegisters)
            {
                // The last register ends with the run: what it writes a second time is the same.
                byte* from = (byte*)x, to = (byte*)y;
                for (nint i = 0; i < bytes - Vector256<byte>.Count; i += Vector256<byte>.Count)
                    Vector256.Load(from + i).Store(to + i);
                Vector256.Load(from + bytes - Vector256<byte>.Count).Store(to + bytes - Vector256<byte>.Count);
                continue;
            }

            if (length >= ShortRun)
            {
                Buffer.MemoryCopy(x, y, bytes, bytes);
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
