using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// Moves between elements [outer, count, inner] and a table [outer, length, inner], whose places along the middle axis the indices
/// [outer, count, inner] name. Each part of the work writes columns of its own, and goes through their elements in order: so the result does not
/// depend on the number of threads, though several elements have one place.
/// </summary>
internal static unsafe class IndexedMoves<T, TMove>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TMove : struct, IIndexedMove<T>
{
    // Columns of a short table are copied side by side: rows that lie far apart share the places of a cache. Those of a longer one are turned into
    // lines, as many as the second cache holds.
    private const int CopiedBytes = 1 << 17;

    // A thread keeps the memory that it turns columns in.
    private const int LargestTurnedBytes = 1 << 22;

    private const int NarrowestSlice = 16;
    private const int WidestTurned = 64;
    private const int PickedAtOnce = 1 << 15;

    // A table that is so many times longer than the elements is not worth a copy.
    private const int Sparse = 8;

    private enum Way
    {
        /// <summary>There is one column, or few: all of a block, or, where the table is read, a run of its elements.</summary>
        InPlace,

        /// <summary>Some columns, where they lie.</summary>
        Columns,

        /// <summary>Some columns of a copy of the table.</summary>
        CopiedColumns,

        /// <summary>Some columns, turned into lines.</summary>
        TurnedColumns,
    }

    /// <summary>Does all moves; the position of the first index that is not a whole number within the axis, or -1.</summary>
    /// <param name="x">The elements, or, where they are written, the table.</param>
    /// <param name="indices">The indices.</param>
    /// <param name="y">The table, or, where the elements are written, those.</param>
    /// <param name="outer">How many blocks there are.</param>
    /// <param name="length">The table's length along the axis.</param>
    /// <param name="count">That of the elements.</param>
    /// <param name="inner">How many columns there are.</param>
    /// <param name="isTableRead">Whether x is the table.</param>
    /// <param name="isFromZero">Whether y, which is the table, holds nothing before, and is to be taken as zeros.</param>
    public static int Run(
        ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner, bool isTableRead, bool isFromZero = false)
    {
        if (outer == 0 || count == 0 || inner == 0)
        {
            if (isFromZero)
                y.Clear();
            return -1;
        }
        // The pointers below stay within these: a part has some columns, or elements, of a block, and all places are checked.
        x = x[..(outer * (isTableRead ? length : count) * inner)];
        indices = indices[..(outer * count * inner)];
        y = y[..(outer * (isTableRead ? count : length) * inner)];
        var way = WayFor(length, count, inner);
        // The columns of a part, or its elements.
        var (width, all) = way switch
        {
            Way.InPlace when inner == 1 && isTableRead => (PickedAtOnce, count),
            Way.InPlace => (inner, inner),
            Way.CopiedColumns => (Fitting(CopiedBytes, length, ColumnMoves<T, TMove>.Widest), inner),
            Way.TurnedColumns => (Fitting(CacheSizes.Second / 4 * 3, length, WidestTurned), inner),
            _ => (ColumnMoves<T, TMove>.Widest, inner),
        };
        width = Math.Min(width, all);
        var slices = ((all - 1) / width) + 1;
        if (isFromZero && way == Way.Columns)
            Passes.Fill(y, T.Zero);
        var bad = int.MaxValue;
        var isStreamed = StreamedCopy.IsSupported && PassSplit.IsLarge<T>(y.Length);
        // The pass ends before this frame does, so that the address stays good.
        PassSplit.Run(
            new Tile<T> { A = x, B = indices }, y, outer * slices, (long)count * inner / slices,
            new Pass(way, length, count, inner, width, slices, isTableRead, isFromZero, isStreamed, &bad));
        return bad == int.MaxValue ? -1 : bad;
    }

    private static Way WayFor(int length, int count, int inner)
    {
        if (inner < NarrowestSlice)
            return Way.InPlace;
        if (length > (long)Sparse * count)
            return Way.Columns;
        var bytes = (long)length * NarrowestSlice * sizeof(T);
        return bytes <= CopiedBytes ? Way.CopiedColumns : bytes <= LargestTurnedBytes ? Way.TurnedColumns : Way.Columns;
    }

    private static int Fitting(int bytes, int length, int widest) =>
        Math.Clamp(bytes / sizeof(T) / Math.Max(length, 1) / NarrowestSlice * NarrowestSlice, NarrowestSlice, widest);

    private readonly struct Pass(
        Way way, int length, int count, int inner, int width, int slices, bool isTableRead, bool isFromZero, bool isStreamed, int* bad) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            // A move writes to what lies in y alone.
            fixed (T* a = x.A, b = x.B, c = y)
            {
                for (var unit = start; unit < end; unit++)
                {
                    var (block, slice) = Math.DivRem(unit, slices);
                    var table = (isTableRead ? a : c) + ((nint)block * length * inner);
                    var first = (nint)block * count * inner;
                    var position = Slice(table, (isTableRead ? c : a) + first, b + first, slice * width);
                    if (position >= 0)
                        Report((int)first + position);
                }
            }
        }

        private int Slice(T* table, T* elements, T* indices, int from)
        {
            if (inner == 1)
            {
                return isTableRead
                    ? LineMoves<T, TMove>.Pick(table, length, elements, indices, from, Math.Min(count, from + width), isStreamed)
                    : LineMoves<T, TMove>.Put(table, length, elements, indices, count, isFromZero);
            }
            if (way == Way.InPlace)
                return ColumnMoves<T, TMove>.Whole(table, elements, indices, length, count, inner, isFromZero);
            var size = (length, count, inner, Math.Min(width, inner - from));
            table += from;
            elements += from;
            indices += from;
            var position = way switch
            {
                Way.TurnedColumns => TurnedMoves<T, TMove>.Run(table, elements, indices, size, isTableRead, isFromZero),
                Way.CopiedColumns => ColumnMoves<T, TMove>.Copied(table, elements, indices, size, isTableRead, isFromZero),
                _ => ColumnMoves<T, TMove>.Slice(table, inner, elements, indices, size),
            };
            return position < 0 ? -1 : from + position;
        }

        // Parts end in any order: the least of what they report counts.
        private void Report(int position)
        {
            for (var seen = Volatile.Read(ref *bad); position < seen; seen = Volatile.Read(ref *bad))
                Interlocked.CompareExchange(ref *bad, position, seen);
        }
    }
}
