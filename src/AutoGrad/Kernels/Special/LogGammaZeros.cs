namespace AutoGrad.Kernels.Special;

/// <summary>
/// ln|Γ(x)| beside its negative zeros, where the terms of the reflection formula cancel: as what it differs by from its value at the zero, which
/// is 0, and in which no term is larger than a few times the result.
/// </summary>
internal static class LogGammaZeros
{
    // The zeros from -2.7 on, each in two parts: for n from 3 to 17 the one above -n and the one below it. Further left no double is near one.
    private static ReadOnlySpan<double> Zeros =>
    [
        -2.7476826467274127, 9.055340329338315e-17, -3.14358088834998, -2.1818179852331714e-16, -3.955294284858598, -1.999428391746348e-17,
        -4.039361839740537, 2.1143995503980602e-16, -4.991544640560048, 1.5174411760571722e-16, -5.0082181683225935,
        -4.3926353491015815e-17, -5.998607480080875, -3.311862478893795e-16, -6.001385294453155, 6.415847287933042e-17, -6.999801507890638,
        1.0550130037400023e-17, -7.000198333407325, 2.504354173632409e-16, -7.999975197095821, -5.261737128572354e-17, -8.000024800270682,
        -4.354586297860107e-16, -8.999997244250977, -2.2185620509727132e-16, -9.000002755714823, -9.491348611623208e-17, -9.99999972442663,
        4.883037618642443e-16, -10.000000275573013, -3.4909708332642057e-16, -10.99999997494789, 1.9843998306985407e-16,
        -11.000000025052106, -6.850849812286175e-16, -11.999999997912324, -1.0020693920103036e-16, -12.000000002087676,
        1.2222548112048185e-16, -12.99999999983941, 6.747262033096337e-16, -13.00000000016059, -6.745919484964342e-16, -13.99999999998853,
        8.094860741926607e-16, -14.00000000001147, -8.094853704222662e-16, -14.999999999999236, 8.82932241476868e-16, -15.000000000000764,
        -8.829322382710274e-16, -15.999999999999952, -1.668613399265054e-16, -16.000000000000046, -1.6094954994609367e-15,
        -16.999999999999996, -7.412564244549576e-16, -17.000000000000004, 7.412564244550028e-16,
    ];

    // ln|Γ(x)|/(x - zero) in powers of x + 2.421875, for x from -2.6 to -2.235, with the zero at -2.457.
    private static ReadOnlySpan<double> AroundFirst =>
    [
        1.6885048173279922, 4.9910673248999, 2.385424913495898, 9.869653408737081, 10.746806386072212, 32.33680587031499,
        49.002413182386675, 126.59491112982539, 227.89595791720257, 545.944074683625, 1081.1492262724712, 2498.12486657292,
        5224.503039797367, 11871.62547127092, 25591.94190884286, 58438.140914966454, 130795.87353679014, 269532.6256335593,
        531071.646674404, 1984256.6936100645, 5930446.99741985, -1679422.4443637265, -21480107.254148755, 120763827.0967739,
        367573532.87841797,
    ];

    // ln|Γ(x)|/(x - zero) in powers of x + 2.71875, for x from -2.84 to -2.6, with the zero at -2.748.
    private static ReadOnlySpan<double> AroundSecond =>
    [
        -1.6527439431507782, 8.552813349558209, -15.50096903993615, 44.60011461497529, -123.37613947893436, 370.58849974957,
        -1126.5683425272964, 3516.2740886771808, -11119.420841561132, 35627.554137294894, -115245.42879248357, 375910.20628687885,
        -1234539.0503809454, 4075767.8157033655, -13524706.53995496, 45460606.089484066, -153008482.66788563, 477124942.6784098,
        -1544897921.7433853, 7744171385.841163, -29257072921.07063, -11374325910.249569, 122436833267.71219, 2391918895359.478,
        -9177798778954.293,
    ];

    /// <summary>ln|Γ(x)| for x below 0 where its size is less than 0.6.</summary>
    public static double At(double x)
    {
        if (x > -2.6)
            return (x + 2.4570247382208006 + 3.7075610815513266e-17) * Polynomial(x + 2.421875, AroundFirst);
        if (x > -2.84)
            return (x - Zeros[0] - Zeros[1]) * Polynomial(x + 2.71875, AroundSecond);
        var n = (int)Math.Round(-x);
        var place = (4 * (n - 3)) + (x > -n ? 0 : 2);
        return Beside(n, Zeros[place], Zeros[place + 1], x);
    }

    /// <summary>ln|Γ(z + d)| - ln|Γ(z)| = ln Γ(A + d) - ln Γ(A) - Σ ln(1 + d/(z + i)) for a zero z, with A = z + n + 9.</summary>
    private static double Beside(int n, double zero, double zeroLow, double x)
    {
        var exact = x - zero;
        var d = exact - zeroLow;
        var dLow = exact - d - zeroLow;
        // Most is ln(1 + d/(z + n)), and its argument in two parts; the others are factors of 1 + product.
        var product = 0.0;
        for (var i = 0; i < n + 9; i++)
        {
            var factor = d / (zero + i);
            if (i != n)
                product += Math.FusedMultiplyAdd(product, factor, factor);
        }
        var distance = zero + n + zeroLow;
        var distanceLow = zero + n - distance + zeroLow;
        var ratio = d / distance;
        var ratioLow = (Math.FusedMultiplyAdd(-ratio, distance, d) + (dLow - (ratio * distanceLow))) / distance;
        var most = LogOfOnePlus(ratio, ratioLow, out var mostLow);
        var rest = LogOfOnePlus(product, 0, out var restLow);
        var gamma = d * PolygammaSeries.Slope(0, zero + n + 9 + (0.5 * d), d);
        return gamma - rest - (mostLow + restLow) - most;
    }

    private static double LogOfOnePlus(double x, double xLow, out double low)
    {
        var sum = 1 + x;
        var lost = (Math.Abs(x) < 1 ? x - (sum - 1) : 1 - (sum - x)) + xLow;
        var y = Lanewise.Log(sum, out low);
        low += lost / sum;
        return y;
    }

    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        return sum;
    }
}
