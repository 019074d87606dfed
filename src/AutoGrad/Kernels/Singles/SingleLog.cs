using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>ln x, within 1 unit in the last place.</summary>
internal readonly struct SingleLog : ISingleFunction
{
    private const float GreatestSubnormal = 1.17549421e-38f;
    private const int RootHalfBits = 0x3F3504F3;

    // Below the leading bit of 2²³, a whole number stands as such.
    private const float Wholes = 8388608;

    // ln 2 in two parts: the first has so few digits that its products with exponents are exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.1219444e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V> =>
        V.AllLess(V.Repeat(GreatestSubnormal), x) && V.AllLess(x, V.Repeat(float.PositiveInfinity)) ? OfNormal(x, V.Repeat(0)) : AtAny(x);

    // Kept out of the loop, which has no registers to spare.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V AtAny<V>(V x) where V : struct, IRegister<float, V>
    {
        var (zero, infinity) = (V.Repeat(0), V.Repeat(float.PositiveInfinity));
        // Numbers without a leading 1 get one.
        var least = V.Repeat(GreatestSubnormal);
        var y = OfNormal(V.WhereGreater(x, least, x, x * V.Repeat(16777216)), V.WhereGreater(x, least, zero, V.Repeat(-24)));
        // What is neither 0 nor finite is +∞ or NaN, and stays so.
        var other = V.WhereEqual(x, zero, -infinity, V.WhereGreater(zero, x, V.Repeat(float.NaN), x));
        return V.WhereGreater(x, zero, V.WhereGreater(infinity, x, y, other), other);
    }

    // ln(2^shift·x) for finite x with a leading 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfNormal<V>(V x, V shift) where V : struct, IRegister<float, V>
    {
        // x = m·2ᵉ with m from √½ to √2: the bits of x less those of √½, plus 128 exponents, are never negative.
        var bits = V.AddBits(x, V.Repeat(BitConverter.Int32BitsToSingle((128 << 23) - RootHalfBits)));
        var m = V.AddBits(V.And(bits, V.Repeat(BitConverter.Int32BitsToSingle((1 << 23) - 1))), V.Repeat(BitConverter.Int32BitsToSingle(RootHalfBits)));
        var e = V.AddBits(V.ShiftRight(bits, 23), V.Repeat(Wholes)) - V.Repeat(Wholes + 128) + shift;

        // ln(1 + f) = f - f²/2 + f³·p(f): near 1, where the exponent is 0, only the last step rounds what is not small.
        var f = m - V.Repeat(1);
        var square = f * f;
        var p = V.MultiplyAdd(f, V.Repeat(0.070376836f), V.Repeat(-0.1151461f));
        p = V.MultiplyAdd(f, p, V.Repeat(0.116769984f));
        p = V.MultiplyAdd(f, p, V.Repeat(-0.12420141f));
        p = V.MultiplyAdd(f, p, V.Repeat(0.14249323f));
        p = V.MultiplyAdd(f, p, V.Repeat(-0.16668057f));
        p = V.MultiplyAdd(f, p, V.Repeat(0.20000714f));
        p = V.MultiplyAdd(f, p, V.Repeat(-0.24999994f));
        p = V.MultiplyAdd(f, p, V.Repeat(0.3333333f));
        var y = V.MultiplyAdd(e, V.Repeat(Ln2Low), f * square * p);
        y = V.MultiplyAdd(V.Repeat(-0.5f), square, y) + f;
        return V.MultiplyAdd(e, V.Repeat(Ln2High), y);
    }
}
