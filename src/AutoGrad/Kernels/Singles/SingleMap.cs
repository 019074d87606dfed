using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>Applies a function to each element, in the widest registers that there are.</summary>
internal static class SingleMap
{
    public static void Apply<TFunction>(ReadOnlySpan<float> x, Span<float> y) where TFunction : struct, ISingleFunction
    {
        if (Vector512.IsHardwareAccelerated)
            TFunction.Apply<Register512<float>>(x, y);
        else if (Vector256.IsHardwareAccelerated)
            TFunction.Apply<Register256<float>>(x, y);
        else if (Vector128.IsHardwareAccelerated)
            TFunction.Apply<Register128<float>>(x, y);
        else
            TFunction.Apply<Register1<float>>(x, y);
    }
}
