using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>What the functions made of logarithms share.</summary>
internal static class Logarithm
{
    // The first 42 bits of ln 2, whose product with an exponent is exact, and the rest.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    /// <summary>The least double with a leading 1.</summary>
    public const double LeastNormal = 2.2250738585072014e-308;

    /// <summary>ln(u + c), rounded once or twice, for u > 0 and a c that the rounding of u lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfSum<T, V>(V u, V c) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        var (mantissa, exponent) = Split(u);
        var f = mantissa - 1;
        var (halfSquare, small) = Parts<T, V>(f);
        var low = V.MultiplyAdd(exponent, Ln2Low, c / u);
        return V.MultiplyAdd(exponent, Ln2High, f - (halfSquare - (small + low)));
    }

    /// <summary>The logarithm to a base for any x, rounded once or twice: -∞ at 0, NaN below.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="factor">The logarithm of e.</param>
    /// <param name="unit">That of 2, whose product with an exponent must be exact.</param>
    /// <param name="unitLow">What it lacks.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V OfAny<V>(V x, double factor, double unit, double unitLow) where V : unmanaged, IDoubles<V>
    {
        // Numbers without a leading 1 get one.
        var tiny = V.Less(x, LeastNormal);
        var (mantissa, exponent) = Split(V.Select(tiny, x * 18014398509481984.0, x));
        exponent -= tiny & 54.0;
        var f = mantissa - 1;
        var (halfSquare, small) = Parts<double, V>(f);
        var y = V.MultiplyAdd(exponent, unit, V.MultiplyAdd(f - (halfSquare - small), factor, exponent * unitLow));
        // What is neither is +∞ or NaN, and stays so.
        var other = V.Select(V.Equal(x, 0), double.NegativeInfinity, V.Select(V.Less(x, 0), double.NaN, x));
        return V.Select(V.Less(0, x) & V.Less(x, double.PositiveInfinity), y, other);
    }

    // ln(1 + f) = f - f²/2 + s(f²/2 + r(s²)), with s = f/(2 + f) and ln(1 + f) = 2s + s·r(s²), where nothing cancels: f²/2, and the last term.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V HalfSquare, V Small) Parts<T, V>(V f) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
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
        return (halfSquare, s * V.MultiplyAdd(p, z, halfSquare));
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
