using System.Runtime.CompilerServices;

namespace AutoGrad;

/// <summary>The quantile function of the standard normal distribution, in operations that IEEE 754 rounds exactly.</summary>
/// <remarks>
/// M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37, 1988, with a
/// relative error of about 1e-16. Only + - * / and the square root are used, and .NET does not contract a product and a sum, so
/// the result has the same bits on every platform; a logarithm or cosine of the C library would not.
/// </remarks>
internal static class NormalQuantile
{
    // Lowest power first, as published.
    internal static ReadOnlySpan<double> CentralNumerator =>
    [
        3.3871328727963666080e+0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
        4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3,
    ];

    internal static ReadOnlySpan<double> CentralDenominator =>
    [
        1, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
        2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3,
    ];

    internal static ReadOnlySpan<double> TailNumerator =>
    [
        1.42343711074968357734e+0, 4.63033784615654529590e+0, 5.76949722146069140550e+0, 3.64784832476320460504e+0,
        1.27045825245236838258e+0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ];

    internal static ReadOnlySpan<double> TailDenominator =>
    [
        1, 2.05319162663775882187e+0, 1.67638483018380384940e+0, 6.89767334985100004550e-1,
        1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ];

    internal static ReadOnlySpan<double> FarTailNumerator =>
    [
        6.65790464350110377720e+0, 5.46378491116411436990e+0, 1.78482653991729133580e+0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ];

    internal static ReadOnlySpan<double> FarTailDenominator =>
    [
        1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
        7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ];

    // 1/3, 1/5, ..., 1/23: enough for log(m) with m in [√½, √2), where the argument stays below 0.0295.
    internal static ReadOnlySpan<double> InverseOddNumbers =>
        [1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23];

    /// <summary>The z with P(Z ≤ z) = <paramref name="p"/> for a standard normal Z.</summary>
    /// <param name="p">A probability strictly between 0 and 1.</param>
    /// <returns>The quantile.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double At(double p)
    {
        double fromMedian = p - 0.5;
        if (Math.Abs(fromMedian) <= 0.425)
            return fromMedian * Ratio(0.180625 - fromMedian * fromMedian, CentralNumerator, CentralDenominator);

        double r = Math.Sqrt(-Log(Math.Min(p, 1 - p)));
        double magnitude = r <= 5
            ? Ratio(r - 1.6, TailNumerator, TailDenominator)
            : Ratio(r - 5, FarTailNumerator, FarTailDenominator);
        return fromMedian < 0 ? -magnitude : magnitude;
    }

    /// <summary>The natural logarithm of a positive normal number, to about 1e-16 of its size away from 1.</summary>
    /// <param name="x">A positive normal number.</param>
    /// <returns>The logarithm.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Log(double x)
    {
        const long BitsOfRootHalf = 0x3FE6A09E667F3BCD;
        const double Ln2 = 0.693147180559945309417;

        // x = 2^e m with m in [√½, √2), and log m = 2 artanh(s) = 2 (s + s³/3 + s⁵/5 + ...) with s = (m - 1) / (m + 1).
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits - BitsOfRootHalf) >> 52;
        double m = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
        double s = (m - 1) / (m + 1);
        double sSquared = s * s;
        double series = 0;
        for (int i = InverseOddNumbers.Length - 1; i >= 0; i--)
            series = series * sSquared + InverseOddNumbers[i];
        return exponent * Ln2 + 2 * (s + s * sSquared * series);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
    {
        double top = 0;
        double bottom = 0;
        for (int i = numerator.Length - 1; i >= 0; i--)
        {
            top = top * x + numerator[i];
            bottom = bottom * x + denominator[i];
        }

        return top / bottom;
    }
}
