using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Working memory of the current thread, kept between calls and grown as needed.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? _memory;

    /// <summary>At least count elements of T, aligned to a cache line, with any content; the next call on this thread gives the same memory.</summary>
    public static T* Get<T>(nint count) where T : unmanaged
    {
        var bytes = (count * sizeof(T)) + Alignment;
        var memory = _memory;
        if (memory is null || memory.Length < bytes)
            _memory = memory = GC.AllocateUninitializedArray<byte>(checked((int)bytes), pinned: true);

        // Pinned, and held by the field: the address stays good until the next call on this thread.
        var address = (nint)Unsafe.AsPointer(ref memory[0]);
        return (T*)((address + (Alignment - 1)) & -Alignment);
    }
}
