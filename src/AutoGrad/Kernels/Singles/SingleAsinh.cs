using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>asinh x, within 4 units in the last place.</summary>
internal readonly struct SingleAsinh : IPlainFunction<SingleAsinh>
{
    /// <summary>Beyond it, roots of x² + 1 and x² - 1 are x, and 1 does not count beside x.</summary>
    public const float Far = 1e9f;

    public const float Ln2 = 0.6931472f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        // ln(1 + w) with w = x + x²/(1 + √(x² + 1)), in which nothing cancels; ln x + ln 2 far out.
        var (one, far, size) = (V.Repeat(1), V.Repeat(Far), V.Abs(x));
        var near = V.WhereGreater(size, far, one, size);
        var square = near * near;
        var w = V.WhereGreater(size, far, size, near + (square / (one + V.Sqrt(square + one))));
        return V.CopySign(SingleLog1p.At(w) + V.WhereGreater(size, far, V.Repeat(Ln2), V.Repeat(0)), x);
    }
}
