using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Moves between elements and a table of one column.</summary>
internal static unsafe class LineMoves<T, TMove>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TMove : struct, IIndexedMove<T>
{
    // So long a line stays in the second cache, where it is worth its while to bring it there in order.
    private const int LineBytes = 1 << 18;

    private const int TileLength = 1024;

    /// <summary>Reads elements from places of a line; the position of the first bad index, or -1.</summary>
    /// <param name="line">The line.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="elements">What is written. The caller owns it, and as many indices, up to the last.</param>
    /// <param name="indices">The place of each.</param>
    /// <param name="from">The first element that is written.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="isStreamed">Whether they are not read soon.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Pick(T* line, int length, T* elements, T* indices, int from, int to, bool isStreamed)
    {
        var memory = stackalloc T[TileLength];
        var places = stackalloc int[TileLength];
        if ((nint)length * sizeof(T) <= LineBytes && length <= to - from)
            Prefetching.Of(line, length);
        for (; from < to; from += TileLength)
        {
            var tile = Math.Min(TileLength, to - from);
            var position = IndexPlaces.Read(new ReadOnlySpan<T>(indices + from, tile), new Span<int>(places, tile), length);
            if (position >= 0)
                return from + position;
            // What is written goes aside first: element by element, the processor would wait for each line that no cache has.
            MoveLoop<T, TMove>.Run(line, isStreamed ? memory : elements + from, places, tile);
            if (isStreamed)
                StreamedCopy.Run((byte*)memory, (byte*)(elements + from), tile * sizeof(T));
        }
        return -1;
    }

    /// <summary>Writes elements to places of a line; the position of the first bad index, or -1.</summary>
    /// <param name="line">The line.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="indices">The place of each.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="isFromZero">Whether the line holds nothing before, and is to be taken as zeros.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Put(T* line, int length, T* elements, T* indices, int count, bool isFromZero)
    {
        var places = stackalloc int[TileLength];
        if (isFromZero)
            NativeMemory.Clear(line, (nuint)length * (nuint)sizeof(T));
        else if ((nint)length * sizeof(T) <= LineBytes && length <= count)
            Prefetching.Of(line, length);
        for (var from = 0; from < count; from += TileLength)
        {
            var tile = Math.Min(TileLength, count - from);
            var position = IndexPlaces.Read(new ReadOnlySpan<T>(indices + from, tile), new Span<int>(places, tile), length);
            if (position >= 0)
                return from + position;
            MoveLoop<T, TMove>.Run(line, elements + from, places, tile);
        }
        return -1;
    }
}
