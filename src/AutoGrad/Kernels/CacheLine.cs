using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Where values begin in large arrays: with a line of the caches. The widest registers then lie within one line each, where else all lie across two,
/// which costs a third of the speed beyond the second cache.
/// </summary>
/// <remarks>
/// The collector leaves large arrays where they are. Where it is told to move them, values are slower to read, and nothing else changes.
/// </remarks>
internal static class CacheLine
{
    private const int Bytes = 64;

    // What is smaller is moved, and is in the first caches.
    private const int LargeBytes = 85_000;

    /// <summary>The length of an array for so many elements, with room to begin at a line if it is large.</summary>
    public static int LengthFor<T>(int size) where T : unmanaged =>
        IsLarge<T>(size) ? (int)Math.Min((long)size + Room<T>(), Array.MaxLength) : size;

    /// <summary>The most elements for which an array was made by <see cref="LengthFor"/>.</summary>
    public static int SizeIn<T>(T[] array) where T : unmanaged => IsLarge<T>(array.Length - Room<T>()) ? array.Length - Room<T>() : array.Length;

    /// <summary>The first place in an array at which so many elements begin with a line; 0 where the array is small, or has no room.</summary>
    public static unsafe int Start<T>(T[] array, int size) where T : unmanaged
    {
        if (!IsLarge<T>(size))
            return 0;
        var past = (int)((nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) & (Bytes - 1));
        var (start, rest) = Math.DivRem((Bytes - past) & (Bytes - 1), sizeof(T));
        return rest == 0 && array.Length - size >= start ? start : 0;
    }

    private static bool IsLarge<T>(int size) where T : unmanaged => (long)size * Unsafe.SizeOf<T>() >= LargeBytes;

    private static int Room<T>() where T : unmanaged => Bytes / Unsafe.SizeOf<T>();
}
