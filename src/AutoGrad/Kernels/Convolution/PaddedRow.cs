using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Copies a row, or each element a step further, with zeros where it reaches beyond its source.</summary>
internal static unsafe class PaddedRow
{
    /// <summary>Sets target[i] to source[start + i · step] where that lies within the length, and else, or without a source, to 0.</summary>
    // The caller owns source[0] to source[length - 1] and target[0] to target[count - 1]; nothing else is touched.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(T* source, int length, int start, int step, T* target, int count) where T : unmanaged
    {
        // Those from first to last lie within the source: 0 <= start + i · step < length.
        var first = start >= 0 ? 0 : (step - 1 - start) / step;
        var last = source == null || start >= length ? 0 : Math.Min(count, ((length - 1 - start) / step) + 1);
        if (first >= last)
        {
            new Span<T>(target, count).Clear();
            return;
        }

        for (var i = 0; i < first; i++)
            target[i] = default;
        for (var i = last; i < count; i++)
            target[i] = default;
        source += start + (first * step);
        target += first;
        count = last - first;
        if (step == 1)
        {
            CopyRun(source, target, count);
            return;
        }

        for (var i = 0; i < count; i++)
            target[i] = source[(nint)i * step];
    }

    /// <summary>Copies a run, most of which are too short for a call.</summary>
    // The last vector of a run is moved left to end with it: what it copies a second time is the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyRun<T>(T* source, T* target, int count) where T : unmanaged
    {
        byte* from = (byte*)source, to = (byte*)target;
        var bytes = (nint)count * sizeof(T);
        if (bytes >= 64 && Vector512.IsHardwareAccelerated)
        {
            for (nint i = 0; i < bytes - 64; i += 64)
                Vector512.Load(from + i).Store(to + i);
            Vector512.Load(from + bytes - 64).Store(to + bytes - 64);
        }
        else if (bytes >= 32 && Vector256.IsHardwareAccelerated)
        {
            for (nint i = 0; i < bytes - 32; i += 32)
                Vector256.Load(from + i).Store(to + i);
            Vector256.Load(from + bytes - 32).Store(to + bytes - 32);
        }
        else if (bytes >= 16 && Vector128.IsHardwareAccelerated)
        {
            for (nint i = 0; i < bytes - 16; i += 16)
                Vector128.Load(from + i).Store(to + i);
            Vector128.Load(from + bytes - 16).Store(to + bytes - 16);
        }
        else
        {
            for (var i = 0; i < count; i++)
                target[i] = source[i];
        }
    }
}
