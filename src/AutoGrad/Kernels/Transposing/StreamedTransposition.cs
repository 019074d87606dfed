using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using AutoGrad.Kernels.Transposing;

namespace AutoGrad.Kernels;

/// <summary>
/// Transposes a strided matrix into one that is not read soon: blocks of the results are put together aside and then written as whole lines past the
/// caches. What is to be read next is asked for early, since the hardware does not see the order in so many rows.
/// </summary>
internal static unsafe class StreamedTransposition
{
    /// <summary>A row of a block of the results; shorter rows are written together, where they lie one after the other.</summary>
    public const int RunBytes = 1024;

    private const int LineBytes = 64;
    private const int BlockBytes = 1 << 14;

    // A row of a block of those results whose rows share the few places of the caches, and are copied before they are transposed.
    private const int SharingRunBytes = 256;
    private const int SharingBytes = 2048;

    /// <summary>y[j * yRow + i] = x[i * xRow + j] for i below rows and j below columns: the caller owns these. Elements have 4 or 8 bytes.</summary>
    public static void Run<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        if (rows == yRow && rows * sizeof(T) < RunBytes)
            Whole(x, xRow, y, rows, columns);
        else if (CarriedTransposition.IsSupported(y))
            CarriedTransposition.Run(x, xRow, y, yRow, rows, columns);
        else if (xRow * sizeof(T) % SharingBytes == 0)
            Sharing(x, xRow, y, yRow, rows, columns);
        else
            Strips(x, xRow, y, yRow, rows, columns);
    }

    // Pieces of rows of x of one line each make 1 KB of some rows of y.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strips<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        var memory = stackalloc byte[BlockBytes + LineBytes];
        var block = Aligned<T>(memory);
        nint run = RunBytes / sizeof(T), wide = LineBytes / sizeof(T);
        // The first run ends with a line of the first row, as all of the others then do where rows are whole lines.
        var high = Math.Min(rows, ((-(nint)y & (LineBytes - 1)) / sizeof(T)) + run - wide);
        for (nint i = 0; i < rows; i += high, high = Math.Min(run, rows - i))
        {
            for (nint j = 0; j < columns; j += wide)
            {
                var count = Math.Min(wide, columns - j);
                Prefetch(x + ((i + high) * xRow) + j, xRow, Math.Min(run, rows - i - high), 1);
                BlockTransposition.Run(x + (i * xRow) + j, xRow, block, run, high, count);
                for (nint row = 0; row < count; row++)
                    StreamedCopy.Run((byte*)(block + (row * run)), (byte*)(y + ((j + row) * yRow) + i), high * sizeof(T));
            }
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sharing<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        var memory = stackalloc byte[(2 * BlockBytes) + LineBytes];
        var copy = Aligned<T>(memory);
        var block = Aligned<T>(memory + BlockBytes);
        nint side = SharingRunBytes / sizeof(T);
        for (nint i = 0; i < rows; i += side)
        {
            var high = Math.Min(side, rows - i);
            for (nint j = 0; j < columns; j += side)
            {
                var wide = Math.Min(side, columns - j);
                Prefetch(x + ((i + high) * xRow) + j, xRow, Math.Min(side, rows - i - high), wide * sizeof(T) / LineBytes);
                Transposition.Runs(x + (i * xRow) + j, xRow, copy, side, high, wide);
                BlockTransposition.Run(copy, side, block, side, high, wide);
                for (nint row = 0; row < wide; row++)
                    StreamedCopy.Run((byte*)(block + (row * side)), (byte*)(y + ((j + row) * yRow) + i), high * sizeof(T));
            }
        }
    }

    // Short rows of y lie one after the other: several of them are one block.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Whole<T>(T* x, nint xRow, T* y, nint rows, nint columns) where T : unmanaged
    {
        var memory = stackalloc byte[BlockBytes + LineBytes];
        var block = Aligned<T>(memory);
        nint line = LineBytes / sizeof(T);
        var wide = Math.Max(line, BlockBytes / (rows * sizeof(T)) / line * line);
        for (nint j = 0; j < columns; j += wide)
        {
            var count = Math.Min(wide, columns - j);
            Prefetch(x + j + wide, xRow, count == wide ? rows : 0, Math.Min(wide, columns - j - count) * sizeof(T) / LineBytes);
            BlockTransposition.Run(x + j, xRow, block, rows, rows, count);
            StreamedCopy.Run((byte*)block, (byte*)(y + (j * rows)), count * rows * sizeof(T));
        }
    }

    // Some lines of each of some rows, into the second cache. To ask for what is not there does nothing.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<T>(T* x, nint xRow, nint rows, nint lines) where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        for (; rows > 0; rows--, x += xRow)
        {
            for (nint line = 0; line < lines; line++)
                Sse.Prefetch1((byte*)x + (line * LineBytes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Aligned<T>(byte* memory) where T : unmanaged => (T*)(((nint)memory + LineBytes - 1) & -LineBytes);
}
