using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>Logarithms and powers of 2 of floats, for their powers.</summary>
internal readonly struct SinglePower : IPowerArithmetic<float>
{
    private const int RootHalfBits = 0x3F3504F3;

    // 2/ln 2 in two parts.
    private const float Linear = 2.88539f;
    private const float LinearLow = 3.851926e-8f;

    public static int Digits => 23;

    public static float Wholes => 8388608;

    public static float LessWholes => BitConverter.Int32BitsToSingle(-0x4B000000);

    public static float Magic => 12582912;

    public static float LeastNormal => 1.17549435e-38f;

    public static float GreatestSubnormal => 1.17549421e-38f;

    public static float LeastExponent => -149;

    public static float LargestExponent => 128;

    /// <inheritdoc/>
    /// <remarks>With a relative error of about 2⁻³².</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2<V>(V x, V shift, out V rest) where V : struct, IRegister<float, V>
    {
        // x = m·2ᵉ with m from √½ to √2: the bits of x less those of √½, plus 128 exponents, are never negative.
        var bits = V.AddBits(x, V.Repeat(BitConverter.Int32BitsToSingle((128 << 23) - RootHalfBits)));
        var m = V.AddBits(V.And(bits, V.Repeat(BitConverter.Int32BitsToSingle((1 << 23) - 1))), V.Repeat(BitConverter.Int32BitsToSingle(RootHalfBits)));
        // Below the leading bit of 2²³, a whole number stands as such.
        var e = V.AddBits(V.ShiftRight(bits, 23), V.Repeat(Wholes)) - V.Repeat(Wholes + 128) + shift;

        // log₂m = 2/ln2·atanh s, with s = (m - 1)/(m + 1), |s| < 0.172, to twice the digits.
        var one = V.Repeat(1);
        var f = m - one;
        var d = m + one;
        var dRest = m - (d - one);
        var inverse = one / d;
        var s = f * inverse;
        var sRest = V.MultiplyAdd(-s, dRest, V.MultiplyAdd(-s, d, f)) * inverse;

        // 2/ln2·(atanh s - s)/s: the first term of the series to twice the digits, and what follows it.
        var z = s * s;
        var zRest = V.MultiplyAdd(s + s, sRest, V.MultiplyAdd(s, s, -z));
        var cubic = V.Repeat(0.9617967f);
        var third = cubic * z;
        var thirdRest = V.MultiplyAdd(cubic, zRest, V.MultiplyAdd(cubic, z, -third));
        var p = V.MultiplyAdd(z, V.Repeat(0.3364907f), V.Repeat(0.41192725f));
        p = V.MultiplyAdd(z, p, V.Repeat(0.5770788f));
        var small = V.MultiplyAdd(z * z, p, thirdRest + V.Repeat(LinearLow));

        var linear = V.Repeat(Linear);
        var first = linear * s;
        var firstRest = V.MultiplyAdd(linear, sRest, V.MultiplyAdd(linear, s, -first));
        var second = third * s;
        var secondRest = V.MultiplyAdd(third, sRest, V.MultiplyAdd(third, s, -second));

        // Each partial sum is larger than what is added to it, so that its rounding error is exact.
        var whole = e + first;
        var wholeRest = first - (whole - e);
        var sum = whole + second;
        var sumRest = second - (sum - whole);
        rest = V.MultiplyAdd(s, small, firstRest + secondRest) + (wholeRest + sumRest);
        return sum;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduced<V>(V x, V rest, out V magic) where V : struct, IRegister<float, V>
    {
        magic = x + V.Repeat(Magic);
        var r = x - (magic - V.Repeat(Magic)) + rest;
        var p = V.MultiplyAdd(r, V.Repeat(0.00015327819f), V.Repeat(0.0013390997f));
        p = V.MultiplyAdd(r, p, V.Repeat(0.009618503f));
        p = V.MultiplyAdd(r, p, V.Repeat(0.055503596f));
        p = V.MultiplyAdd(r, p, V.Repeat(0.24022648f));
        p = V.MultiplyAdd(r, p, V.Repeat(0.6931472f));
        return V.MultiplyAdd(r, p, V.Repeat(1));
    }
}
