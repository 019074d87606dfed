using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Asks the processor for memory that is read soon. It foresees long lines by itself; where work on short lines stands between them, it is asked.
/// </summary>
internal static unsafe class Prefetching
{
    private const int AheadBytes = 4096;
    private const int LineBytes = 64;
    private const int LongBytes = 4096;
    private const int MostPartsInTurn = 8;

    /// <summary>Whether values are too many to be in the caches of a core.</summary>
    public static bool Pays<T>(ReadOnlySpan<T> x) where T : unmanaged => (long)x.Length * sizeof(T) > 4L * CacheSizes.Second;

    /// <summary>
    /// How many parts of a pass a thread takes as one: some where memory is far, so that what is read again, or beside another array, has been asked for
    /// by the thread that reads it.
    /// </summary>
    public static int PartsInTurn<T>(ReadOnlySpan<T> x) where T : unmanaged => Pays(x) ? MostPartsInTurn : 1;

    /// <summary>Asks for as much as a short line, some lines further on. A prefetch touches nothing: its address may lie past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void After<T>(ReadOnlySpan<T> line) where T : unmanaged
    {
        var bytes = (nint)line.Length * sizeof(T);
        if (!Sse.IsSupported || bytes > LongBytes)
            return;
        // Where the collector moves the line meanwhile, other memory is asked for, in vain.
        var first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(line)) + AheadBytes;
        for (nint i = 0; i < bytes; i += LineBytes)
            Sse.Prefetch0(first + i);
    }

    /// <summary>Asks for as much as some elements, a number of elements further on, which may lie past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ahead<T>(ReadOnlySpan<T> x, int distance) where T : unmanaged =>
        Of((T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(x)) + distance, x.Length);

    /// <summary>Asks for so many elements, which may lie past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T* first, nint count) where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        for (nint i = 0; i < count * sizeof(T); i += LineBytes)
            Sse.Prefetch0((byte*)first + i);
    }

    /// <summary>Asks for the cache line of an element, which may lie past the end, where a register holds one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<T, V>(ref readonly T first, nuint place) where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V>
    {
        if (Sse.IsSupported && V.Count * sizeof(T) == LineBytes)
            Sse.Prefetch0((T*)Unsafe.AsPointer(ref Unsafe.AsRef(in first)) + place);
    }
}
