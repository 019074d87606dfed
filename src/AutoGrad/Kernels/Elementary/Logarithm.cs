using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The natural logarithm with more digits than a double holds: what the functions made of it share.</summary>
internal static class Logarithm
{
    // The first 42 bits of ln 2, whose product with an exponent is exact, and the rest.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    /// <summary>The least double with a leading 1.</summary>
    public const double LeastNormal = 2.2250738585072014e-308;

    /// <summary>ln(2^shift·x) as a sum, with a relative error of 2⁻⁶³ (2⁻⁴² where T is float), for finite x with a leading 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<T, V>(V x, V shift, out V rest) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        if (typeof(T) == typeof(float))
        {
            rest = 0;
            var (m, e) = Split<V>(x);
            var quotient = (m - 1) / (m + 1);
            var square = quotient * quotient;
            var q = FloatSeries(square);
            return V.MultiplyAdd(e, 0.6931471805599453, V.MultiplyAdd(quotient * square, q, quotient + quotient));
        }
        var (mantissa, exponent) = Split<V>(x);
        exponent += shift;

        // ln m = 2 atanh s = 2s + ⅔s³ + s⁵·p(s²), with s = (m - 1)/(m + 1), |s| < 0.172, the first two terms to twice the digits.
        var f = mantissa - 1;
        var d = 2 + f;
        var dRest = f - (d - 2);
        var inverse = 1 / d;
        var s = f * inverse;
        var sRest = V.MultiplyAdd(-s, dRest, V.MultiplyAdd(-s, d, f)) * inverse;
        var z = s * s;
        var zRest = V.MultiplyAdd(s, s, -z) + (2 * s * sRest);
        var z2 = z * z;
        var low = V.MultiplyAdd(z2, V.MultiplyAdd(z, 0.18181818335392802, 0.22222222221655885), V.MultiplyAdd(z, 0.28571428571429364, 0.4));
        var high = V.MultiplyAdd(z2, V.MultiplyAdd(z, 0.11723178623919275, 0.11706236339486488), V.MultiplyAdd(z, 0.13334804693847518, 0.15384594962518428));
        var p = V.MultiplyAdd(z2 * z2, high, low);
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

    /// <summary>ln(u + c), rounded once or twice, for u > 0 and a c that the rounding of u lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfSum<T, V>(V u, V c) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        // ln m = f - f²/2 + s(f²/2 + r(s²)), with f = m - 1, s = f/(2 + f) and ln(1 + f) = 2s + s·r(s²): nothing cancels.
        var (mantissa, exponent) = Split<V>(u);
        var f = mantissa - 1;
        var s = f / (2 + f);
        var z = s * s;
        V p;
        if (typeof(T) == typeof(float))
        {
            p = FloatSeries(z);
        }
        else
        {
            p = 0.14798198605116586;
            p = V.MultiplyAdd(p, z, 0.15313837699209373);
            p = V.MultiplyAdd(p, z, 0.1818357216161805);
            p = V.MultiplyAdd(p, z, 0.22222198432149784);
            p = V.MultiplyAdd(p, z, 0.2857142874366239);
            p = V.MultiplyAdd(p, z, 0.3999999999940942);
            p = V.MultiplyAdd(p, z, 0.6666666666666735);
        }
        var halfSquare = 0.5 * f * f;
        var low = V.MultiplyAdd(exponent, Ln2Low, c / u);
        return V.MultiplyAdd(exponent, Ln2High, f - (halfSquare - V.MultiplyAdd(s, V.MultiplyAdd(p, z, halfSquare), low)));
    }

    /// <summary>ln x for any x, as a sum: -∞ at 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfAny<T, V>(V x, out V rest) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        // Numbers without a leading 1 get one; no float, as a double, lacks it.
        var tiny = typeof(T) == typeof(float) ? 0 : V.Less(x, LeastNormal);
        var y = Of<T, V>(V.Select(tiny, x * 18014398509481984.0, x), tiny & -54.0, out rest);
        var regular = V.Less(0, x) & V.Less(x, double.PositiveInfinity);
        rest &= regular;
        // What is neither is +∞ or NaN, and stays so.
        var other = V.Select(V.Equal(x, 0), double.NegativeInfinity, V.Select(V.Less(x, 0), double.NaN, x));
        return V.Select(regular, y, other);
    }

    // (2 atanh s - 2s)/s³ for z = s², to 40 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V FloatSeries<V>(V z) where V : unmanaged, IDoubles<V>
    {
        var z2 = z * z;
        var high = V.MultiplyAdd(z2, 0.19362776836788823, V.MultiplyAdd(z, 0.22191394493172326, 0.2857175463573282));
        return V.MultiplyAdd(z2, high, V.MultiplyAdd(z, 0.39999998796848674, 0.6666666666737545));
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
