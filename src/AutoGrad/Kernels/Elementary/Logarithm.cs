using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The natural logarithm with more digits than a double holds: what the functions made of it share.</summary>
internal static class Logarithm
{
    // The first 42 bits of ln 2, whose product with an exponent is exact, and the rest.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    /// <summary>ln x as a sum, with a relative error of 2⁻⁶³ (2⁻⁴² where T is float), for finite x > 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V x, out V rest) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        if (typeof(T) == typeof(float))
        {
            rest = 0;
            var (m, e) = Split<V>(x);
            var quotient = (m - 1) / (m + 1);
            var square = quotient * quotient;
            V q = 0.19362776836788823;
            q = V.MultiplyAdd(q, square, 0.22191394493172326);
            q = V.MultiplyAdd(q, square, 0.2857175463573282);
            q = V.MultiplyAdd(q, square, 0.39999998796848674);
            q = V.MultiplyAdd(q, square, 0.6666666666737545);
            return V.MultiplyAdd(e, 0.6931471805599453, V.MultiplyAdd(quotient * square, q, quotient + quotient));
        }
        // Numbers without a leading 1 get one.
        var tiny = V.Less(x, 2.2250738585072014e-308);
        var (mantissa, exponent) = Split<V>(V.Select(tiny, x * 18014398509481984.0, x));
        exponent -= tiny & 54.0;

        // ln m = 2 atanh s = 2s + ⅔s³ + s⁵·p(s²), with s = (m - 1)/(m + 1), |s| < 0.172, the first two terms to twice the digits.
        var f = mantissa - 1;
        var d = 2 + f;
        var dRest = f - (d - 2);
        var inverse = 1 / d;
        var s = f * inverse;
        var sRest = V.MultiplyAdd(-s, dRest, V.MultiplyAdd(-s, d, f)) * inverse;
        var z = s * s;
        var zRest = V.MultiplyAdd(s, s, -z) + (2 * s * sRest);
        V p = 0.11723178623919275;
        p = V.MultiplyAdd(p, z, 0.11706236339486488);
        p = V.MultiplyAdd(p, z, 0.13334804693847518);
        p = V.MultiplyAdd(p, z, 0.15384594962518428);
        p = V.MultiplyAdd(p, z, 0.18181818335392802);
        p = V.MultiplyAdd(p, z, 0.22222222221655885);
        p = V.MultiplyAdd(p, z, 0.28571428571429364);
        p = V.MultiplyAdd(p, z, 0.4);
        var cube = s * z;
        var cubeRest = V.MultiplyAdd(s, z, -cube) + V.MultiplyAdd(s, zRest, sRest * z);
        var third = cube * 0.6666666666666666;
        var thirdRest = V.MultiplyAdd(cube, 0.6666666666666666, -third) + V.MultiplyAdd(cube, 3.700743415417188e-17, cubeRest * 0.6666666666666666);

        // Each partial sum is larger than what is added to it, so that its rounding error is exact.
        var whole = exponent * Ln2High;
        var twice = s + s;
        var first = whole + twice;
        var firstRest = twice - (first - whole);
        var second = first + third;
        var secondRest = third - (second - first);
        var small = V.MultiplyAdd(cube * z, p, V.MultiplyAdd(exponent, Ln2Low, sRest + sRest) + thirdRest) + secondRest + firstRest;
        var sum = second + small;
        rest = small - (sum - second);
        return sum;
    }

    /// <summary>ln x for any x, as a sum: -∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfAny<T, V>(V x, out V rest) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        var y = Of<T, V>(x, out rest);
        var regular = V.Less(0, x) & V.Less(x, double.PositiveInfinity);
        rest &= regular;
        // What is neither is +∞ or NaN, and stays so.
        var other = V.Select(V.Equal(x, 0), double.NegativeInfinity, V.Select(V.Less(x, 0), double.NaN, x));
        return V.Select(regular, y, other);
    }

    // x = m·2ᵉ with m from √½ to √2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Mantissa, V Exponent) Split<V>(V x) where V : unmanaged, IDoubles<V>
    {
        // The bits of x less those of √½, plus 1024 exponents: never negative.
        var bits = V.SubtractBits(x, BitConverter.Int64BitsToDouble(0x3FE6A09E667F3BCD - (1024L << 52)));
        var biased = V.ShiftRight(bits, 52);
        var mantissa = V.SubtractBits(x, V.ShiftLeft(V.SubtractBits(biased, BitConverter.Int64BitsToDouble(1024)), 52));
        // Below the leading bit of 2⁵², a whole number stands as such.
        return (mantissa, (biased | 4503599627370496.0) - (4503599627370496.0 + 1024));
    }
}
