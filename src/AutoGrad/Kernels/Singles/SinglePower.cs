using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>aᵇ = 2^(b·log₂a), within 2 units in the last place, with the signs and special values of IEEE 754.</summary>
internal readonly struct SinglePower : ISingleFunction2
{
    // 1.5·2²³: added to a small number, it rounds that number to a whole one, which stands in the lowest bits.
    private const float Magic = 12582912;

    // From here on, each number is whole.
    private const float Wholes = 8388608;

    private const float LeastNormal = 1.17549435e-38f;
    private const float GreatestSubnormal = 1.17549421e-38f;

    // Below it in size, the exponent of the result is that of an ordinary number.
    private const float Ordinary = 125;

    // Above it, the result is infinite anyhow, and below the other it rounds to 0.
    private const float Limit = 200;
    private const float Vanishing = -151;

    private const int RootHalfBits = 0x3F3504F3;

    // 2/ln 2 in two parts.
    private const float Linear = 2.88539f;
    private const float LinearLow = 3.851926e-8f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V a, V b) where V : struct, IRegister<float, V>
    {
        var size = V.Abs(a);
        if (V.AllLess(V.Repeat(GreatestSubnormal), size) && V.AllLess(size, V.Repeat(float.PositiveInfinity)))
        {
            var x = Log2(size, V.Repeat(0), out var rest);
            var product = b * x;
            if (V.AllLess(V.Abs(product), V.Repeat(Ordinary)))
            {
                var y = Reduced(product, V.MultiplyAdd(b, rest, V.MultiplyAdd(b, x, -product)), out var magic);
                // The exponent is added to the bits of that of y.
                y = V.AddBits(y, V.ShiftLeft(magic, 23));
                return V.AllLess(V.Repeat(0), a) ? y : AtSigned(a, b, y);
            }
            return AtExtreme(a, b, x, rest);
        }
        return AtAny(a, b);
    }

    // What follows is kept out of the loop, which has no registers to spare.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V AtAny<V>(V a, V b) where V : struct, IRegister<float, V>
    {
        var (zero, infinity) = (V.Repeat(0), V.Repeat(float.PositiveInfinity));
        var size = V.Abs(a);
        // Numbers without a leading 1 get one.
        var least = V.Repeat(LeastNormal);
        var x = Log2(V.WhereGreater(least, size, size * V.Repeat(16777216), size), V.WhereGreater(least, size, V.Repeat(-24), zero), out var rest);
        // What is neither 0 nor finite is +∞ or NaN, and stays so.
        var other = V.WhereEqual(size, zero, V.Repeat(float.NegativeInfinity), size);
        x = V.WhereGreater(size, zero, V.WhereGreater(infinity, size, x, other), other);

        return OfLogarithm(a, b, x, rest);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V AtExtreme<V>(V a, V b, V x, V rest) where V : struct, IRegister<float, V> => OfLogarithm(a, b, x, rest);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V AtSigned<V>(V a, V b, V y) where V : struct, IRegister<float, V> => OfBase(a, b, y);

    /// <summary>aᵇ for log₂|a| = x + rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfLogarithm<V>(V a, V b, V x, V rest) where V : struct, IRegister<float, V>
    {
        var (zero, one, limit) = (V.Repeat(0), V.Repeat(1), V.Repeat(Limit));
        var product = b * x;
        var productRest = V.WhereGreater(limit, V.Abs(product), V.MultiplyAdd(b, rest, V.MultiplyAdd(b, x, -product)), zero);
        // What vanishes is not computed: a step below all floats takes the hardware long.
        var vanishing = V.Repeat(Vanishing);
        var y = Reduced(V.WhereGreater(product, limit, limit, V.WhereGreater(vanishing, product, zero, product)), productRest, out var magic);
        y = V.WhereGreater(vanishing, product, zero, SingleExponential.Scale(y, magic - V.Repeat(Magic)));
        y = V.WhereEqual(b, zero, one, V.WhereEqual(a, one, one, OfBase(a, b, y)));
        return V.WhereEqual(a, -one, V.WhereEqual(V.Abs(b), V.Repeat(float.PositiveInfinity), one, y), y);
    }

    /// <summary>aᵇ for y = |a|ᵇ: a negative base takes whole exponents only, and keeps its sign for odd ones; the large ones are all even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfBase<V>(V a, V b, V y) where V : struct, IRegister<float, V>
    {
        var (zero, wholes) = (V.Repeat(0), V.Repeat(Wholes));
        var exponent = V.Min(V.Abs(b), wholes);
        var half = V.Min(V.Abs(b) * V.Repeat(0.5f), wholes);
        var negative = V.AddBits(y, V.And(a, V.Repeat(-0f)));
        var fractional = V.WhereGreater(zero, a, V.WhereGreater(a, V.Repeat(float.NegativeInfinity), V.Repeat(float.NaN), y), y);
        return V.WhereEqual(exponent + wholes - wholes, exponent, V.WhereEqual(half + wholes - wholes, half, y, negative), fractional);
    }

    /// <summary>log₂(2^shift·x) as a sum, with a relative error of about 2⁻³², for finite x with a leading 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log2<V>(V x, V shift, out V rest) where V : struct, IRegister<float, V>
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

    /// <summary>The p from √½ to √2, and the magic number plus k, of 2^(x + rest) = 2ᵏ·p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Reduced<V>(V x, V rest, out V magic) where V : struct, IRegister<float, V>
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
