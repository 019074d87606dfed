using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>The reduction that the functions made of eˣ share, with its constants.</summary>
/// <param name="held">What keeps them in registers.</param>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
internal readonly struct ExponentialBody<V>(Held<V> held) where V : struct, IRegister<float, V>
{
    private const float MagicExponent = SingleExponential.Magic + 127;

    private readonly V _perLn2 = held.Of(1.442695f);
    private readonly V _magic = held.Of(SingleExponential.Magic);

    // -ln 2 in two parts: the first has so few digits that its products with exponents are exact.
    private readonly V _ln2High = held.Of(-0.693359375f);
    private readonly V _ln2Low = held.Of(2.1219444e-4f);

    private readonly V _sixth = held.Of(0.001393664f);
    private readonly V _fifth = held.Of(0.008369662f);
    private readonly V _fourth = held.Of(0.04166645f);
    private readonly V _third = held.Of(0.16666512f);
    private readonly V _second = held.Of(0.5f);

    /// <summary>The k and p of e^(high + low) = 2ᵏ(1 + p), with k whole and |p| ≤ 0.42, for a low that is at most a rounding of high.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Reduced(V high, V low, out V k)
    {
        k = V.MultiplyAdd(high, _perLn2, _magic) - _magic;
        return Fraction(low + Rest(high, k));
    }

    /// <summary>The k and p of eˣ = 2ᵏ(1 + p), with k whole and |p| ≤ 0.42.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Reduced(V x, out V k)
    {
        k = V.MultiplyAdd(x, _perLn2, _magic) - _magic;
        return Fraction(Rest(x, k));
    }

    /// <summary>The 2ᵏ and p of eˣ = 2ᵏ(1 + p), with k whole and |p| ≤ 0.42, for x from -87 to 88.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V ReducedTo(V x, out V power)
    {
        // The sum rounds to a whole number, and has k + 127 in its lowest bits; shifted, that is the exponent.
        var sum = V.MultiplyAdd(x, _perLn2, V.Repeat(MagicExponent));
        power = V.ShiftLeft(sum, 23);
        return Fraction(Rest(x, sum - V.Repeat(MagicExponent)));
    }

    // x - k·ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Rest(V x, V k) => V.MultiplyAdd(k, _ln2Low, V.MultiplyAdd(k, _ln2High, x));

    // eʳ - 1 for |r| ≤ ½ ln 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Fraction(V r)
    {
        var p = V.MultiplyAdd(r, _sixth, _fifth);
        p = V.MultiplyAdd(r, p, _fourth);
        p = V.MultiplyAdd(r, p, _third);
        p = V.MultiplyAdd(r, p, _second);
        return V.MultiplyAdd(r * r, p, r);
    }
}
