using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>
/// Moves between elements [outer, count, inner] and a table [outer, length, inner], whose places along the middle axis the indices
/// [outer, count, inner] name. Each part of the work has columns of its own of the table, as many as the caches hold, and goes through the
/// elements in order: so the result does not depend on the number of threads, though several elements have one place.
/// </summary>
internal static unsafe class IndexedMoves<T, TMove>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TMove : struct, IIndexedMove<T>
{
    // Columns of the table are copied side by side, where they fill no more than most of the second cache: rows that lie far apart share its places.
    private const int TableBytes = 3 << 18;

    private const int NarrowestSlice = 16;
    private const int WidestSlice = 512;
    private const int TileLength = 1024;

    // What is read next, in rows that lie far apart, the hardware does not see.
    private const int RowsAhead = 8;

    /// <summary>Does all moves; the position of the first index that is not a whole number within the axis, or -1.</summary>
    /// <param name="x">The elements, or, where they are written, the table.</param>
    /// <param name="indices">The indices.</param>
    /// <param name="y">The table, or, where the elements are written, those.</param>
    /// <param name="outer">How many blocks there are.</param>
    /// <param name="length">The table's length along the axis.</param>
    /// <param name="count">That of the elements.</param>
    /// <param name="inner">How many columns there are.</param>
    /// <param name="isTableRead">Whether x is the table.</param>
    public static int Run(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int outer, int length, int count, int inner, bool isTableRead)
    {
        var fitting = TableBytes / sizeof(T) / Math.Max(length, 1) / NarrowestSlice * NarrowestSlice;
        var width = Math.Min(inner, Math.Clamp(fitting, NarrowestSlice, WidestSlice));
        if (outer == 0 || count == 0 || inner == 0)
            return -1;
        var slices = ((inner - 1) / width) + 1;
        var bad = int.MaxValue;
        var isStreamed = StreamedCopy.IsSupported && PassSplit.IsLarge<T>(y.Length);
        // The pass ends before this frame does, so that the address stays good.
        PassSplit.Run(
            new Tile<T> { A = x, B = indices }, y, outer * slices, (long)count * width,
            new Pass(length, count, inner, width, slices, isTableRead, isStreamed, &bad));
        return bad == int.MaxValue ? -1 : bad;
    }

    private readonly struct Pass(int length, int count, int inner, int width, int slices, bool isTableRead, bool isStreamed, int* bad) : IPass<T>
    {
        // Places are written before they are read.
        [SkipLocalsInit]
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<int> places = stackalloc int[TileLength];
            // A move writes to what lies in y alone.
            var source = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(x.A), x.A.Length);
            for (var unit = start; unit < end; unit++)
            {
                var (block, slice) = Math.DivRem(unit, slices);
                var table = (isTableRead ? source : y).Slice(block * length * inner, length * inner);
                var elements = (isTableRead ? y : source).Slice(block * count * inner, count * inner);
                var indices = x.B.Slice(block * count * inner, count * inner);
                if (inner == 1)
                    Touch(table);
                var position = slices == 1
                    ? Moves(table, elements, indices, places)
                    : Columns(table, elements, indices, slice * width, places);
                if (position >= 0)
                    Report((block * count * inner) + position);
            }
        }

        // A slice of the columns, row by row, with a copy of that of the table.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Columns(Span<T> table, Span<T> elements, ReadOnlySpan<T> indices, int column, Span<int> places)
        {
            var columns = Math.Min(width, inner - column);
            using var rented = new RentedSpan<T>(length * columns);
            var copy = rented.Span;
            for (var row = 0; row < length; row++)
            {
                Prefetch(table, ((row + RowsAhead) * inner) + column, columns);
                table.Slice((row * inner) + column, columns).CopyTo(copy[(row * columns)..]);
            }
            var tile = places[..columns];
            for (var first = column; first < elements.Length; first += inner)
            {
                Prefetch(elements, first + (RowsAhead * inner), columns);
                Prefetch(indices, first + (RowsAhead * inner), columns);
                var position = IndexPlaces.Read(indices.Slice(first, columns), tile, length);
                if (position >= 0)
                    return first + position;
                var targets = elements.Slice(first, columns);
                for (var i = 0; i < targets.Length; i++)
                    TMove.Move(ref copy[(tile[i] * columns) + i], ref targets[i]);
            }
            for (var row = 0; row < length && !isTableRead; row++)
                copy.Slice(row * columns, columns).CopyTo(table[((row * inner) + column)..]);
            return -1;
        }

        // All elements of a block; gives the position of the first bad index, or -1.
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Moves(Span<T> table, Span<T> elements, ReadOnlySpan<T> indices, Span<int> places)
        {
            Span<T> memory = stackalloc T[TileLength];
            var column = 0;
            for (var from = 0; from < elements.Length; from += TileLength)
            {
                var tile = places[..Math.Min(TileLength, elements.Length - from)];
                var position = IndexPlaces.Read(indices.Slice(from, tile.Length), tile, length);
                if (position >= 0)
                    return from + position;
                // What is written goes aside first: element by element, the processor would wait for each line that no cache has.
                var run = elements.Slice(from, tile.Length);
                var targets = isTableRead ? memory[..tile.Length] : run;
                if (inner == 1)
                {
                    for (var i = 0; i < targets.Length; i++)
                        TMove.Move(ref table[tile[i]], ref targets[i]);
                }
                else
                {
                    for (var i = 0; i < targets.Length; i++)
                    {
                        TMove.Move(ref table[(tile[i] * inner) + column], ref targets[i]);
                        column = column + 1 == inner ? 0 : column + 1;
                    }
                }
                if (!isTableRead)
                    continue;
                if (isStreamed)
                    StreamedCopy.Run<T>(targets, run);
                else
                    targets.CopyTo(run);
            }
            return -1;
        }

        // Reads each line of memory in order, as the hardware foresees it: in the order of the indices, each would be waited for.
        [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
        private static T Touch(ReadOnlySpan<T> table)
        {
            var sum = T.Zero;
            for (var i = 0; i < table.Length; i += 64 / sizeof(T))
                sum += table[i];
            return sum;
        }

        // Asks for elements that are read soon, as far as they are there.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Prefetch(ReadOnlySpan<T> x, int start, int count)
        {
            if (!Sse.IsSupported || (uint)start >= (uint)x.Length)
                return;
            // An address is asked for, and nothing read: it may be anything.
            var first = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetReference(x), start));
            for (var i = 0; i < count * sizeof(T); i += 64)
                Sse.Prefetch0(first + i);
        }

        // Parts end in any order: the least of what they report counts.
        private void Report(int position)
        {
            for (var seen = Volatile.Read(ref *bad); position < seen; seen = Volatile.Read(ref *bad))
                Interlocked.CompareExchange(ref *bad, position, seen);
        }
    }
}
