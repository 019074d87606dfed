namespace AutoGrad.Kernels.Special;

/// <summary>
/// ψ(x) beside its negative zeros, where the terms of the reflection formula cancel: by what it differs from its value at the zero, which is 0,
/// or, far to the left, with terms of twice the digits, and next to a zero of more.
/// </summary>
internal static class DigammaZeros
{
    // Below it, the error of a sum of two doubles counts.
    private const double Nearest = 1e-12;

    // B₂ₖ/(2k) from k = 5 on, where twice the digits are no longer needed.
    private static readonly double[] LastBernoulli =
    [
        1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160, 43867.0 / 14364, -174611.0 / 6600, 77683.0 / 276, -236364091.0 / 65520, 657931.0 / 12, -3392780147.0 / 3480,
    ];

    private static readonly DoubleDouble[] FirstBernoulli =
        [DoubleDouble.One / 12, DoubleDouble.One / -120, DoubleDouble.One / 252, DoubleDouble.One / -240];

    // The zeros, each in two parts: for n from 0 on, the one between -n - 1 and -n.
    private static ReadOnlySpan<double> Zeros =>
    [
        -0.5040830082644554, -8.15428206243813e-18, -1.5734984731623904, -1.574185691077347e-17, -2.6107208684441447,
        9.881960746978353e-17, -3.635293366436901, 5.454396163173039e-17, -4.653237761743142, -2.5492686201468193e-16, -5.6671624415568855,
        -3.2153051074948335e-18, -6.678418213073427, 3.470798723495241e-16, -7.687788325031626, -1.351562494643672e-16, -8.695764163816401,
        -3.2859903716289447e-16, -9.702672540001863, -3.2563178405401477e-16, -10.708740838254144, -6.287211750540301e-16,
        -11.714133061228955, 8.598250154343834e-16, -12.718971025749207, -4.752312432106917e-16, -13.723347457363827,
        4.528278691518058e-16, -14.727334416018529, -3.6618399963139786e-17, -15.730988906332882, 1.0551956373365842e-16,
        -16.734356723955734, -1.2039501631800144e-15, -17.73747515997759, -5.125776230727235e-16, -18.7403749447801, 7.757330874026816e-16,
        -19.74308167259022, 6.505672516695227e-16, -20.745616863607527, 9.370177952348924e-16, -21.74799876820113, -1.2246233990931817e-15,
        -22.75024298430606, -1.1268600266054163e-15, -23.752362937385183, 8.157017519280734e-16, -24.75437025782297,
        -1.316906917865066e-15, -25.756275080771037, 1.3077979683180938e-15, -26.758086286661367, 1.1334337131725835e-15,
        -27.759811695826706, -1.120148225799811e-16, -28.761458227264864, -1.5405711086887488e-15, -29.763032029127462,
        -4.657204559411395e-16, -30.76453858671817, -1.0553524434167124e-15, -31.765982812458248, -6.70609301293155e-16,
    ];

    /// <summary>ψ(x) for x below 0, no whole number, where it is less than 1 in size, or less than about ½ from -32 on.</summary>
    public static double At(double x)
    {
        var n = Math.Floor(-x);
        return 2 * n < Zeros.Length ? Beside((int)n, Zeros[2 * (int)n], Zeros[(2 * (int)n) + 1], x) : Far(-x);
    }

    /// <summary>ψ(z + d) - ψ(z) = ψ(A + d) - ψ(A) + Σ d/((z + i)(z + d + i)) for a zero z, with A = z + n + 10: all of one sign.</summary>
    private static double Beside(int n, double zero, double zeroLow, double x)
    {
        var d = x - zero - zeroLow;
        var sum = PolygammaSeries.Slope(1, zero + n + 10 + (0.5 * d), d);
        for (var i = n + 9; i > n + 1; i--)
            sum += Term(i);
        for (var i = 0; i < n; i++)
            sum += Term(i);
        // The two poles beside it add the most.
        return d * (sum + Term(n + 1) + Term(n));

        double Term(int i) => 1 / ((zero + i + zeroLow) * (x + i));
    }

    /// <summary>ψ(-a) = ln a + 1/(2a) - Σ B₂ₖ/(2k·a²ᵏ) + π cot(πa).</summary>
    private static double Far(double a)
    {
        var inverse = DoubleDouble.One / a;
        var square = inverse * inverse;
        var tail = 0.0;
        for (var k = LastBernoulli.Length - 1; k >= 0; k--)
            tail = Math.FusedMultiplyAdd(tail, square.High, LastBernoulli[k]);
        DoubleDouble sum = tail;
        for (var k = FirstBernoulli.Length - 1; k >= 0; k--)
            sum = (sum * square) + FirstBernoulli[k];
        var r = a - Math.Round(a);
        var y = (DoubleDouble.Log(a) + (inverse * 0.5) - (sum * square) + (DoubleDouble.Pi * DoubleDouble.CotangentOfPi(r))).High;
        return Math.Abs(y) < Nearest ? Next(a, r) : y;
    }

    /// <summary>The same for the few doubles that lie next to a zero: (sin(πr)·(ln a + ...) + π cos(πr))/sin(πr), where the terms cancel to the last digits.</summary>
    private static double Next(double a, double r)
    {
        var (sum, inverse) = FixedPoint.LogAndInverse(a);
        var square = inverse * inverse;
        var tail = 0.0;
        for (var k = LastBernoulli.Length - 1; k > 0; k--)
            tail = Math.FusedMultiplyAdd(tail, (double)square, LastBernoulli[k]);
        FixedPoint series = tail;
        series = (series * square) + (FixedPoint.One / 132);
        series = (series * square) - (FixedPoint.One / 240);
        series = (series * square) + (FixedPoint.One / 252);
        series = (series * square) - (FixedPoint.One / 120);
        series = (series * square) + (FixedPoint.One / 12);
        sum += (inverse >> 1) - (series * square);
        var (sine, cosine) = FixedPoint.SineAndCosine(FixedPoint.Pi * r);
        return (double)((sine * sum) + (FixedPoint.Pi * cosine)) / (double)sine;
    }
}
