using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>acosh x, within 4 units in the last place; NaN below 1.</summary>
internal readonly struct SingleAcosh : IPlainFunction<SingleAcosh>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        // ln(1 + w) with w = t + √(t(t + 2)) and t = x - 1; ln x + ln 2 far out.
        var (one, far) = (V.Repeat(1), V.Repeat(SingleAsinh.Far));
        var t = V.WhereGreater(x, far, one, x - one);
        var w = V.WhereGreater(x, far, x, t + V.Sqrt(t * (t + V.Repeat(2))));
        var y = SingleLog1p.At(w) + V.WhereGreater(x, far, V.Repeat(SingleAsinh.Ln2), V.Repeat(0));
        return V.WhereGreater(one, x, V.Repeat(float.NaN), y);
    }
}
