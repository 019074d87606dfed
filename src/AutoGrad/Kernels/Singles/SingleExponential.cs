using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>What the functions made of eˣ share.</summary>
internal static class SingleExponential
{
    // 1.5·2²³: added to a small whole number, it puts that number into the lowest bits; added to any other, it rounds it to a whole number.
    private const float Magic = 12582912;

    // ln 2 in two parts: the first has so few digits that its products with exponents are exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.1219444e-4f;

    /// <summary>The k and p of e^(high + low) = 2ᵏ(1 + p), with k whole and |p| ≤ 0.42, for a low that is at most a rounding of high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduced<V>(V high, V low, out V k) where V : struct, IRegister<float, V>
    {
        k = Whole(high, 1.442695f);
        return Fraction(low + Rest(high, k));
    }

    /// <summary>The k and p of eˣ = 2ᵏ(1 + p), with k whole and |p| ≤ 0.42.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduced<V>(V x, out V k) where V : struct, IRegister<float, V>
    {
        k = Whole(x, 1.442695f);
        return Fraction(Rest(x, k));
    }

    /// <summary>The 2ᵏ and p of eˣ = 2ᵏ(1 + p), with k whole and |p| ≤ 0.42, for x from -87 to 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ReducedTo<V>(V x, out V power) where V : struct, IRegister<float, V>
    {
        // The sum rounds to a whole number, and has k + 127 in its lowest bits; shifted, that is the exponent.
        var sum = V.MultiplyAdd(x, V.Repeat(1.442695f), V.Repeat(Magic + 127));
        power = V.ShiftLeft(sum, 23);
        return Fraction(Rest(x, sum - V.Repeat(Magic + 127)));
    }

    /// <summary>2ᵏ·y for whole k from -252 to 254, in two steps, neither of which overflows or vanishes where the result does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<V>(V y, V k) where V : struct, IRegister<float, V>
    {
        if (V.HasScale)
            return V.Scale(y, k);
        var half = Whole(k, 0.5f);
        return y * PowerOf2(half) * PowerOf2(k - half);
    }

    /// <summary>The smaller of a number and a limit; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V AtMost<V>(V x, float limit) where V : struct, IRegister<float, V> => V.AtMost(x, V.Repeat(limit));

    /// <summary>2ᵏ for whole k from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOf2<V>(V k) where V : struct, IRegister<float, V> =>
        // Added to the magic number, k + 127 stands in the lowest bits; shifted, it is the exponent.
        V.ShiftLeft(k + V.Repeat(Magic + 127), 23);

    // x - k·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rest<V>(V x, V k) where V : struct, IRegister<float, V> => V.MultiplyAdd(k, V.Repeat(-Ln2Low), V.MultiplyAdd(k, V.Repeat(-Ln2High), x));

    // eʳ - 1 for |r| ≤ ½ ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Fraction<V>(V r) where V : struct, IRegister<float, V>
    {
        var p = V.MultiplyAdd(r, V.Repeat(0.001393664f), V.Repeat(0.008369662f));
        p = V.MultiplyAdd(r, p, V.Repeat(0.04166645f));
        p = V.MultiplyAdd(r, p, V.Repeat(0.16666512f));
        p = V.MultiplyAdd(r, p, V.Repeat(0.5f));
        return V.MultiplyAdd(r * r, p, r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Whole<V>(V x, float factor) where V : struct, IRegister<float, V> =>
        V.MultiplyAdd(x, V.Repeat(factor), V.Repeat(Magic)) - V.Repeat(Magic);
}
