using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>erf x, erfc x and x·Φ(x) = ½x·erfc(-x/√2).</summary>
internal static partial class SingleErrorFunction
{
    /// <summary>e^-(high + low)·e^a² erfc(a) = 2ᵏ·y for a = factor·b ≥ 0, with a relative error of about 2 roundings.</summary>
    /// <param name="b">The numbers, of which those that a factor takes beyond 10.5 give 0.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="factorLow">What the rounding of the factor lost.</param>
    /// <param name="high">a², rounded.</param>
    /// <param name="low">What the rounding of a² lost.</param>
    /// <param name="k">The exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Complement<V>(V b, float factor, float factorLow, V high, V low, out V k) where V : struct, IRegister<float, V>
    {
        // e^a² erfc(a)·(a + 1.5) is a polynomial in q = 1 - 3t with t = 1/(a + 1.5), for all a from 0 on. What the rounding of a + 1.5 lost
        // is exact without it, since 1.5 is a multiple of the last place; with what the quotient lost it makes the second part of t.
        var shifted = V.MultiplyAdd(b, V.Repeat(factor), V.Repeat(1.5f));
        var shiftedLow = V.MultiplyAdd(b, V.Repeat(factorLow), V.MultiplyAdd(b, V.Repeat(factor), V.Repeat(1.5f) - shifted));
        var t = V.Repeat(1) / shifted;
        var tLow = t * V.MultiplyAdd(-shiftedLow, t, V.MultiplyAdd(-shifted, t, V.Repeat(1)));
        var q = V.MultiplyAdd(V.Repeat(-3), tLow, V.MultiplyAdd(V.Repeat(-3), t, V.Repeat(1)));
        var p = V.MultiplyAdd(q, V.Repeat(-7.1647526e-05f), V.Repeat(-0.00022687869f));
        p = V.MultiplyAdd(q, p, V.Repeat(-7.0085145e-05f));
        p = V.MultiplyAdd(q, p, V.Repeat(0.000865132f));
        p = V.MultiplyAdd(q, p, V.Repeat(0.0017733817f));
        p = V.MultiplyAdd(q, p, V.Repeat(-0.00080678554f));
        p = V.MultiplyAdd(q, p, V.Repeat(-0.009459928f));
        p = V.MultiplyAdd(q, p, V.Repeat(-0.008119709f));
        p = V.MultiplyAdd(q, p, V.Repeat(0.04776803f));
        p = V.MultiplyAdd(q, p, V.Repeat(0.075621754f));
        p = V.MultiplyAdd(q, p, V.Repeat(-0.50785f));
        p = V.MultiplyAdd(q, p, V.Repeat(0.96475625f));
        var scaled = t * p;
        var scaledLow = V.MultiplyAdd(tLow, p, V.MultiplyAdd(t, p, -scaled));
        return scaled + V.MultiplyAdd(scaled, SingleExponential.Reduced(-high, -low, out k), scaledLow);
    }

    /// <summary>Within 3 units in the last place, until it vanishes.</summary>
    internal readonly struct Erfc : IPlainFunction<Erfc>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V At<V>(V x) where V : struct, IRegister<float, V>
        {
            var a = SingleExponential.AtMost(V.Abs(x), 10.5f);
            var square = a * a;
            var y = Complement(a, 1, 0, square, V.MultiplyAdd(a, a, -square), out var k);
            y = SingleExponential.Scale(y, k);
            return V.WhereGreater(V.Repeat(0), x, V.Repeat(2) - y, y);
        }
    }
}
