using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>Applies a function to each element, in the widest registers that there are.</summary>
internal static unsafe class SingleMap
{
    // The parts of what is too large for the caches are this long.
    private const int StreamedLength = PassSplit.BytesPerLargePart / sizeof(float);

    public static void Apply<TFunction>(ReadOnlySpan<float> x, Span<float> y) where TFunction : struct, ISingleFunction
    {
        if (Vector512.IsHardwareAccelerated)
            ApplyIn<TFunction, Register512<float>>(x, y);
        else if (Vector256.IsHardwareAccelerated)
            ApplyIn<TFunction, Register256<float>>(x, y);
        else if (Vector128.IsHardwareAccelerated)
            ApplyIn<TFunction, Register128<float>>(x, y);
        else
            ApplyIn<TFunction, Register1<float>>(x, y);
    }

    /// <summary>Applies a function in registers of one width. The results may lie where the elements do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyIn<TFunction, V>(ReadOnlySpan<float> x, Span<float> y) where TFunction : struct, ISingleFunction where V : struct, IRegister<float, V>
    {
        x = x[..y.Length];
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        var i = y.Length >= StreamedLength && !x.Overlaps(y) ? ApplyPastCaches<TFunction, V>(x, y) : 0;
        // Up to V.Count elements before the end, as many follow.
        for (; i <= y.Length - V.Count; i += V.Count)
            TFunction.At(V.Load(in source, (nuint)i)).Store(ref target, (nuint)i);
        if (i == y.Length)
            return;
        // What lies behind the end is 1, where no function is slow.
        Span<float> rest = stackalloc float[V.Count];
        rest.Fill(1);
        x[i..].CopyTo(rest);
        TFunction.At(V.Load(in rest[0], 0)).Store(ref rest[0], 0);
        rest[..(y.Length - i)].CopyTo(y[i..]);
    }

    // All but what is left after the last whole register. The first one reaches to where the memory is aligned, or beyond.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ApplyPastCaches<TFunction, V>(ReadOnlySpan<float> x, Span<float> y) where TFunction : struct, ISingleFunction where V : struct, IRegister<float, V>
    {
        fixed (float* source = x, target = y)
        {
            TFunction.At(V.Load(in *source, 0)).Store(ref *target, 0);
            var i = (int)(-(nint)target & ((V.Count * sizeof(float)) - 1)) / sizeof(float);
            for (; i <= y.Length - V.Count; i += V.Count)
                TFunction.At(V.Load(in *source, (nuint)i)).StorePastCaches(target + i);
            return i;
        }
    }
}
