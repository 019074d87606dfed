using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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
    private const int TableBytes = 1 << 21;

    // Slices are read in pieces of this many elements at least, one from each row: shorter ones would come from memory too slowly.
    private const int NarrowestSlice = 64;
    private const int WidestSlice = 512;
    private const int TileLength = 1024;

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
        // The pass ends before this frame does, so that the address stays good.
        PassSplit.Run(
            new Tile<T> { A = x, B = indices }, y, outer * slices, (long)count * width, new Pass(length, count, inner, width, slices, isTableRead, &bad));
        return bad == int.MaxValue ? -1 : bad;
    }

    private readonly struct Pass(int length, int count, int inner, int width, int slices, bool isTableRead, int* bad) : IPass<T>
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
                var position = slices == 1 ? Moves(table, elements, indices, 0, elements.Length, places) : Columns(table, elements, indices, slice * width, places);
                if (position >= 0)
                    Report((block * count * inner) + position);
            }
        }

        // A slice of the columns, row by row.
        private int Columns(Span<T> table, Span<T> elements, ReadOnlySpan<T> indices, int column, Span<int> places)
        {
            var columns = Math.Min(width, inner - column);
            for (var row = 0; row < elements.Length; row += inner)
            {
                var position = Moves(table, elements, indices, row + column, columns, places);
                if (position >= 0)
                    return position;
            }
            return -1;
        }

        // A run of elements, from a position on; gives the position of the first bad index, or -1.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private int Moves(Span<T> table, Span<T> elements, ReadOnlySpan<T> indices, int from, int run, Span<int> places)
        {
            var column = from % inner;
            for (var last = from + run; from < last; from += TileLength)
            {
                var tile = places[..Math.Min(TileLength, last - from)];
                var position = IndexPlaces.Read(indices.Slice(from, tile.Length), tile, length);
                if (position >= 0)
                    return from + position;
                var targets = elements.Slice(from, tile.Length);
                if (inner == 1)
                {
                    for (var i = 0; i < targets.Length; i++)
                        TMove.Move(ref table[tile[i]], ref targets[i]);
                    continue;
                }
                for (var i = 0; i < targets.Length; i++)
                {
                    TMove.Move(ref table[(tile[i] * inner) + column], ref targets[i]);
                    column = column + 1 == inner ? 0 : column + 1;
                }
            }
            return -1;
        }

        // Parts end in any order: the least of what they report counts.
        private void Report(int position)
        {
            for (var seen = Volatile.Read(ref *bad); position < seen; seen = Volatile.Read(ref *bad))
                Interlocked.CompareExchange(ref *bad, position, seen);
        }
    }
}
