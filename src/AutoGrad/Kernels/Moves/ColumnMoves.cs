using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Moves between elements and a table of several columns, row by row.</summary>
internal static unsafe class ColumnMoves<T, TMove>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TMove : struct, IIndexedMove<T>
{
    private const int TileLength = 1024;

    // What is read next, in rows that lie far apart, the hardware does not see.
    private const int RowsAhead = 8;

    /// <summary>The most columns of a slice.</summary>
    public const int Widest = TileLength / 2;

    /// <summary>All elements of a block, whose rows lie one after the other; the position of the first bad index, or -1.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Whole(T* table, T* elements, T* indices, int length, int count, int inner, bool isFromZero)
    {
        var places = stackalloc int[TileLength];
        if (isFromZero)
            NativeMemory.Clear(table, (nuint)length * (nuint)inner * (nuint)sizeof(T));
        var (all, column) = (count * inner, 0);
        for (var from = 0; from < all; from += TileLength)
        {
            var tile = Math.Min(TileLength, all - from);
            var position = IndexPlaces.Read(new ReadOnlySpan<T>(indices + from, tile), new Span<int>(places, tile), length);
            if (position >= 0)
                return from + position;
            for (var i = 0; i < tile; i++)
            {
                TMove.Move(ref table[((nint)places[i] * inner) + column], ref elements[from + i]);
                column = column + 1 == inner ? 0 : column + 1;
            }
        }
        return -1;
    }

    /// <summary>A slice of the columns, with a copy of that of the table: rows that lie far apart share the places of the first cache.</summary>
    public static int Copied(
        T* table, T* elements, T* indices, (int Length, int Count, int Inner, int Columns) size, bool isTableRead, bool isFromZero)
    {
        var (length, _, inner, columns) = size;
        var copy = Scratch.Get<T>((nint)length * columns);
        if (isFromZero)
            NativeMemory.Clear(copy, (nuint)length * (nuint)columns * (nuint)sizeof(T));
        else
            Transposition.Runs(table, inner, copy, columns, length, columns);
        var position = Slice(copy, columns, elements, indices, size);
        if (!isTableRead)
            Transposition.Runs(copy, columns, table, inner, length, columns);
        return position;
    }

    /// <summary>A slice of the columns, of at most <see cref="Widest"/>.</summary>
    /// <param name="table">The first of the columns in the table.</param>
    /// <param name="tableRow">The distance of the table's rows.</param>
    /// <param name="elements">The first of the columns of the elements.</param>
    /// <param name="indices">That of the indices.</param>
    /// <param name="size">The rows of the table and of the elements, the distance of the latter, and the number of columns.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Slice(T* table, nint tableRow, T* elements, T* indices, (int Length, int Count, int Inner, int Columns) size)
    {
        var (length, count, inner, columns) = size;
        var places = stackalloc int[Widest];
        for (var first = 0; first < count * inner; first += inner)
        {
            Prefetching.Of(elements + first + ((nint)RowsAhead * inner), columns);
            Prefetching.Of(indices + first + ((nint)RowsAhead * inner), columns);
            var position = IndexPlaces.Read(new ReadOnlySpan<T>(indices + first, columns), new Span<int>(places, columns), length);
            if (position >= 0)
                return first + position;
            for (var i = 0; i < columns; i++)
                TMove.Move(ref table[(places[i] * tableRow) + i], ref elements[first + i]);
        }
        return -1;
    }
}
