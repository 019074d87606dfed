using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Copies to memory that is not read soon: whole lines of the caches go past them, without being read before they are overwritten.</summary>
internal static unsafe class StreamedCopy
{
    private const int LineBytes = 64;

    /// <summary>Whether lines can be written so.</summary>
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <summary>Copies all of x to the same place in y, which is as long and lies apart.</summary>
    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged
    {
        y = y[..x.Length];
        fixed (T* from = x, to = y)
            Run((byte*)from, (byte*)to, (nint)x.Length * sizeof(T));
    }

    /// <summary>Copies some bytes, a multiple of 4, to an address that is one.</summary>
    /// <param name="from">The first byte, of as many as are copied.</param>
    /// <param name="to">Where it goes; what is written lies apart from what is read.</param>
    /// <param name="bytes">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* from, byte* to, nint bytes)
    {
        var head = Math.Min(bytes, (nint)(-(nint)to & (LineBytes - 1)));
        Part(from, to, head);
        var i = head;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= bytes - LineBytes; i += LineBytes)
                Vector512.Load(from + i).StoreAlignedNonTemporal(to + i);
        }
        else
        {
            for (; i <= bytes - LineBytes; i += LineBytes)
            {
                Vector256.Load(from + i).StoreAlignedNonTemporal(to + i);
                Vector256.Load(from + i + 32).StoreAlignedNonTemporal(to + i + 32);
            }
        }
        Part(from + i, to + i, bytes - i);
    }

    // Less than a line.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Part(byte* from, byte* to, nint bytes)
    {
        if ((bytes & 32) != 0)
        {
            Vector256.Load(from).Store(to);
            from += 32;
            to += 32;
        }
        if ((bytes & 16) != 0)
        {
            Vector128.Load(from).Store(to);
            from += 16;
            to += 16;
        }
        if ((bytes & 8) != 0)
        {
            *(long*)to = *(long*)from;
            from += 8;
            to += 8;
        }
        if ((bytes & 4) != 0)
            *(int*)to = *(int*)from;
    }
}
