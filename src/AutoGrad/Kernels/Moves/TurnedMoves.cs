using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>
/// Moves between some columns of elements and the same columns of a table, with all of them turned into lines: a line of the table lies in the
/// first cache while its elements go through it, where in the table itself each would have a row, and a line of memory, of its own.
/// </summary>
internal static unsafe class TurnedMoves<T, TMove>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TMove : struct, IIndexedMove<T>
{
    /// <summary>The elements of all columns that are turned at once.</summary>
    public const int Elements = 1 << 16;

    // A line that is so many times longer than its elements is not worth reading as a whole.
    private const int LineLengths = 2;

    private const int Side = 16;

    /// <summary>Does the moves in the order of the rows; the position of the first bad index, or -1. The caller owns what lies in the columns.</summary>
    /// <param name="table">The first of the columns in the table.</param>
    /// <param name="elements">That of the elements.</param>
    /// <param name="indices">That of the indices.</param>
    /// <param name="size">The rows of the table and of the elements, the distance of rows in all three, and the number of columns.</param>
    /// <param name="isTableRead">Whether the table is read, and not written.</param>
    /// <param name="isFromZero">Whether the table, which is written, holds nothing before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(
        T* table, T* elements, T* indices, (int Length, int Count, int Inner, int Columns) size, bool isTableRead, bool isFromZero)
    {
        var (length, count, inner, columns) = size;
        var rowsAtOnce = Math.Min(count, Math.Max(Side, Elements / columns / Side * Side));
        var atOnce = columns * rowsAtOnce;
        var lines = (T*)Scratch.Get<byte>(((((nint)columns * length) + atOnce) * sizeof(T)) + ((nint)atOnce * sizeof(int)));
        var turned = lines + ((nint)columns * length);
        var places = (int*)(turned + atOnce);
        if (isFromZero)
            NativeMemory.Clear(lines, (nuint)columns * (nuint)length * (nuint)sizeof(T));
        else
            Turn(table, inner, lines, length, length, columns);

        for (var row = 0; row < count; row += rowsAtOnce)
        {
            var rows = Math.Min(rowsAtOnce, count - row);
            var first = (nint)row * inner;
            Turn(indices + first, inner, turned, rows, rows, columns);
            if (IndexPlaces.Read(new ReadOnlySpan<T>(turned, columns * rows), new Span<int>(places, columns * rows), length) >= 0)
                return FirstBad(indices, row, size);
            if (!isTableRead)
                Turn(elements + first, inner, turned, rows, rows, columns);
            for (var column = 0; column < columns; column++)
            {
                // In the order of the places, each line of memory would be waited for.
                if (length <= LineLengths * rows)
                    Prefetching.Of(lines + ((nint)column * length), length);
                MoveLoop<T, TMove>.Run(lines + ((nint)column * length), turned + ((nint)column * rows), places + ((nint)column * rows), rows);
            }
            if (isTableRead)
                BlockTransposition.Run(turned, rows, elements + first, inner, columns, rows);
        }
        if (!isTableRead)
            BlockTransposition.Run(lines, length, table, inner, columns, length);
        return -1;
    }

    // Rows lie far apart, so that the hardware does not see which lines come next: they are asked for, which touches nothing.
    private static void Turn(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns)
    {
        for (nint i = 0; i < rows; i += Side)
        {
            var high = Math.Min(Side, rows - i);
            for (nint j = 0; j < columns; j += Side)
            {
                var from = x + (i * xRow) + j;
                for (nint row = Side; row < 2 * Side && Sse.IsSupported; row++)
                    Sse.Prefetch0(from + (row * xRow));
                BlockTransposition.Run(from, xRow, y + (j * yRow) + i, yRow, high, Math.Min(Side, columns - j));
            }
        }
    }

    // In the order of the elements, from a row on.
    private static int FirstBad(T* indices, int row, (int Length, int Count, int Inner, int Columns) size)
    {
        for (; row < size.Count; row++)
        {
            for (var column = 0; column < size.Columns; column++)
            {
                var position = (row * size.Inner) + column;
                if (!IndexPlaces.TryRead(indices[position], size.Length, out _))
                    return position;
            }
        }
        return -1;
    }
}
