using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Copies rows, or each element a stride further, with zeros where a row reaches beyond its source: target[i] = source[start + i · stride].
/// </summary>
internal readonly unsafe struct PaddedRow
{
    private readonly int _first;
    private readonly int _last;
    private readonly int _count;
    private readonly nint _start;
    private readonly int _stride;

    /// <param name="length">The elements of the source.</param>
    /// <param name="start">Where the target begins in it.</param>
    /// <param name="stride">The distance in the source of neighbours of the target.</param>
    /// <param name="count">The elements of the target.</param>
    public PaddedRow(int length, int start, int stride, int count)
    {
        // Those from first to last lie within the source: 0 <= start + i · stride < length.
        _first = Math.Min(count, start >= 0 ? 0 : (stride - 1 - start) / stride);
        _last = start >= length ? _first : Math.Max(_first, Math.Min(count, ((length - 1 - start) / stride) + 1));
        (_count, _stride, _start) = (count, stride, start + ((nint)_first * stride));
    }

    // The caller owns source[0] to source[length - 1] and target[0] to target[count - 1]; nothing else is touched.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Copy<T>(T* source, T* target) where T : unmanaged
    {
        for (var i = 0; i < _first; i++)
            target[i] = default;
        if (_stride == 1)
            CopyRun(source + _start, target + _first, _last - _first);
        else
            Interleaving.Take(source + _start, target + _first, _stride, _last - _first);
        for (var i = _last; i < _count; i++)
            target[i] = default;
    }

    public void Clear<T>(T* target) where T : unmanaged => new Span<T>(target, _count).Clear();

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
