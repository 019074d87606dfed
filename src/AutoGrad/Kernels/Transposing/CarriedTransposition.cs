using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Transposing;

/// <summary>
/// Transposes some columns of a large matrix into as many rows, square by square: each square is read by whole lines and goes past the caches by
/// whole lines, so that reading and writing wait for the memory at the same time.
/// </summary>
internal static unsafe class CarriedTransposition
{
    /// <summary>The most columns at once: as many rows of the results are written in turns.</summary>
    public const int Columns = 128;

    private const int LineBytes = 64;

    /// <summary>Whether results at an address can be written so.</summary>
    public static bool IsSupported<T>(T* y) where T : unmanaged =>
        Squares512.IsSupported && sizeof(T) is 4 or 8 && (nint)y % sizeof(T) == 0;

    /// <summary>y[j * yRow + i] = x[i * xRow + j] for i below rows and j below columns: the caller owns these. Rows are at least a line.</summary>
    public static void Run<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        for (nint j = 0; j < columns; j += Columns)
        {
            var count = Math.Min(Columns, columns - j);
            if (sizeof(T) == 4)
                Strip<float, Squares512.Singles>((float*)x + j, xRow, (float*)y + (j * yRow), yRow, rows, count);
            else
                Strip<double, Squares512.Doubles>((double*)x + j, xRow, (double*)y + (j * yRow), yRow, rows, count);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Strip<T, TSquare>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns)
        where T : unmanaged
        where TSquare : struct, ISquare<T, Vector512<T>>
    {
        nint side = TSquare.Side;
        var memory = stackalloc byte[(2 * Columns + 1) * LineBytes];
        var waiting = (T*)(((nint)memory + LineBytes - 1) & -LineBytes);
        var whole = columns / side * side;

        // What lies before the first whole line of each row.
        BlockTransposition.Run(x, xRow, waiting, side, side, columns);
        for (nint j = 0; j < columns; j++)
            Copy(waiting + (j * side), y + (j * yRow), side - CarriedLines<T>.WaitingAt(y + (j * yRow)));

        nint i = side;
        for (; i <= rows - side; i += side)
        {
            T* from = x + (i * xRow), to = y + i;
            for (nint j = 0; j < whole; j += side)
            {
                // The same columns of the rows that are read next. To ask for what is not there does nothing.
                for (nint row = side; row < 2 * side; row++)
                    Sse.Prefetch0(from + (row * xRow) + j);
                var lines = new CarriedLines<T>(to + (j * yRow), yRow, waiting + (j * side));
                TSquare.Transpose(from + j, xRow, ref lines);
            }
            if (whole < columns)
                Rest<T, TSquare>(from + whole, xRow, to + (whole * yRow), yRow, columns - whole, waiting + (whole * side));
        }

        // What lies after the last whole line: what waits, and what is less than a square.
        var ends = waiting + (Columns * side);
        for (nint j = 0; j < columns; j += side)
        {
            var count = Math.Min(side, columns - j);
            BlockTransposition.Run(x + (i * xRow) + j, xRow, ends, side, rows - i, count);
            for (nint row = 0; row < count; row++)
            {
                var to = y + ((j + row) * yRow) + i;
                var before = CarriedLines<T>.WaitingAt(to);
                Copy(waiting + ((j + row + 1) * side) - before, to - before, before);
                Copy(ends + (row * side), to, rows - i);
            }
        }
    }

    // Fewer columns than a square has.
    [SkipLocalsInit]
    private static void Rest<T, TSquare>(T* x, nint xRow, T* y, nint yRow, nint columns, T* waiting)
        where T : unmanaged
        where TSquare : struct, ISquare<T, Vector512<T>>
    {
        var block = stackalloc T[TSquare.Side * TSquare.Side];
        BlockTransposition.Run(x, xRow, block, TSquare.Side, TSquare.Side, columns);
        var lines = new CarriedLines<T>(y, yRow, waiting);
        for (nint row = 0; row < columns; row++)
            lines.Next(Vector512.Load(block + (row * TSquare.Side)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<T>(T* x, T* y, nint count) where T : unmanaged
    {
        for (nint i = 0; i < count; i++)
            y[i] = x[i];
    }
}
