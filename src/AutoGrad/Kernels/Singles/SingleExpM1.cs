using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>eˣ - 1, within 2 units in the last place.</summary>
internal readonly struct SingleExpM1 : IPlainFunction<SingleExpM1>
{
    // Beyond these the result is infinite or -1.
    private const float Highest = 89;
    private const float Lowest = -18;

    // Beyond it, 2⁻ᵏ does not count beside 1.
    private const float Last = 100;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        var a = SingleExponential.AtMost(x, Highest);
        a = V.WhereGreater(V.Repeat(Lowest), a, V.Repeat(Lowest), a);
        var p = SingleExponential.Reduced(a, V.Repeat(0), out var k);
        // 2ᵏ(1 + p) - 1 = 2ᵏ(p + (1 - 2⁻ᵏ)).
        var y = SingleExponential.Scale(p + (V.Repeat(1) - SingleExponential.PowerOf2(-SingleExponential.AtMost(k, Last))), k);
        // The sign of a zero is kept.
        return V.WhereEqual(x, V.Repeat(0), x, y);
    }
}
