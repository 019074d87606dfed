using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Asks for memory that the next planes need, a little with each vector, so that it comes while these are computed.</summary>
internal static unsafe class Ahead
{
    /// <summary>Asks for the line of an element. A prefetch touches nothing: its address may lie past the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Ask<T>(T* place) where T : unmanaged
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(place);
    }
}
