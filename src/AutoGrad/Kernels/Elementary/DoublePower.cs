using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>Logarithms and powers of 2 of doubles, for their powers.</summary>
internal readonly struct DoublePower : IPowerArithmetic<double>
{
    private const long RootHalfBits = 0x3FE6A09E667F3BCD;

    // 2/ln 2 and a third of it, each in two parts.
    private const double Linear = 2.8853900817779268;
    private const double LinearLow = 4.0710547481862066e-17;
    private const double Cubic = 0.9617966939259756;
    private const double CubicLow = 5.0577616648125907e-17;

    public static int Digits => 52;

    public static double Wholes => 4503599627370496;

    public static double LessWholes => BitConverter.Int64BitsToDouble(-0x4330000000000000);

    public static double Magic => 6755399441055744;

    public static double LeastNormal => 2.2250738585072014e-308;

    public static double GreatestSubnormal => 2.2250738585072009e-308;

    public static double LeastExponent => -1074;

    public static double LargestExponent => 1024;

    /// <inheritdoc/>
    /// <remarks>With a relative error of about 2⁻⁶³.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log2<V>(V x, V shift, out V rest) where V : struct, IRegister<double, V>
    {
        // x = m·2ᵉ with m from √½ to √2: the bits of x less those of √½, plus 1024 exponents, are never negative.
        var bits = V.AddBits(x, V.Repeat(BitConverter.Int64BitsToDouble((1024L << 52) - RootHalfBits)));
        var m = V.AddBits(V.And(bits, V.Repeat(BitConverter.Int64BitsToDouble((1L << 52) - 1))), V.Repeat(BitConverter.Int64BitsToDouble(RootHalfBits)));
        // Below the leading bit of 2⁵², a whole number stands as such.
        var e = V.AddBits(V.ShiftRight(bits, 52), V.Repeat(Wholes)) - V.Repeat(Wholes + 1024) + shift;

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
        var cubic = V.Repeat(Cubic);
        var third = cubic * z;
        var thirdRest = V.MultiplyAdd(cubic, zRest, V.MultiplyAdd(V.Repeat(CubicLow), z, V.MultiplyAdd(cubic, z, -third)));
        var z2 = z * z;
        var even = V.MultiplyAdd(z2, V.Repeat(0.16888368538351206), V.Repeat(0.22195278728092221));
        var odd = V.MultiplyAdd(z2, V.Repeat(0.1691453030912863), V.Repeat(0.1923806310187553));
        even = V.MultiplyAdd(z2, even, V.Repeat(0.3205988979670888));
        odd = V.MultiplyAdd(z2, odd, V.Repeat(0.26230819148158663));
        even = V.MultiplyAdd(z2, even, V.Repeat(0.5770780163555853));
        odd = V.MultiplyAdd(z2, odd, V.Repeat(0.412198583111144));
        var small = V.MultiplyAdd(z2, V.MultiplyAdd(z, odd, even), thirdRest + V.Repeat(LinearLow));

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
    public static V Reduced<V>(V x, V rest, out V magic) where V : struct, IRegister<double, V>
    {
        magic = x + V.Repeat(Magic);
        var r = x - (magic - V.Repeat(Magic)) + rest;
        var r2 = r * r;
        var even = V.MultiplyAdd(r2, V.Repeat(4.4645692954408405e-10), V.Repeat(1.0177986943551502e-07));
        var odd = V.MultiplyAdd(r2, V.Repeat(2.5788361521383178e-11), V.Repeat(7.054842592516886e-09));
        even = V.MultiplyAdd(r2, even, V.Repeat(1.5252734041661688e-05));
        odd = V.MultiplyAdd(r2, odd, V.Repeat(1.321548700020354e-06));
        even = V.MultiplyAdd(r2, even, V.Repeat(0.0013333558146170893));
        odd = V.MultiplyAdd(r2, odd, V.Repeat(0.00015403530393067087));
        even = V.MultiplyAdd(r2, even, V.Repeat(0.0555041086648226));
        odd = V.MultiplyAdd(r2, odd, V.Repeat(0.009618129107628682));
        even = V.MultiplyAdd(r2, even, V.Repeat(0.6931471805599453));
        odd = V.MultiplyAdd(r2, odd, V.Repeat(0.24022650695910072));
        return V.MultiplyAdd(r, V.MultiplyAdd(r, odd, even), V.Repeat(1));
    }
}
