using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Working memory of the current thread, kept between calls and grown as needed.</summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static ulong[]? _memory;

    [ThreadStatic]
    private static ulong[]? _sharedMemory;

    /// <summary>At least count elements of T, aligned to a cache line, with any content; the next call on this thread gives the same memory.</summary>
    public static T* Get<T>(nint count) where T : unmanaged => From<T>(ref _memory, count);

    /// <summary>
    /// As <see cref="Get"/>, but other memory: what the parts of an operation of this thread have in common, while they use their own threads' memory.
    /// </summary>
    public static T* GetShared<T>(nint count) where T : unmanaged => From<T>(ref _sharedMemory, count);

    private static T* From<T>(ref ulong[]? memory, nint count) where T : unmanaged
    {
        var length = ((count * sizeof(T)) + Alignment + sizeof(ulong) - 1) / sizeof(ulong);
        if (memory is null || memory.Length < length)
            memory = GC.AllocateUninitializedArray<ulong>(checked((int)length), pinned: true);

        // Pinned, and held by the field: the address stays good until the next call on this thread.
        var address = (nint)Unsafe.AsPointer(ref memory[0]);
        return (T*)((address + (Alignment - 1)) & -Alignment);
    }
}
