namespace AutoGrad.Kernels.Special;

/// <summary>ψ and its derivatives from 9 on, by their asymptotic series.</summary>
internal static class PolygammaSeries
{
    /// <summary>The numbers of Euler and Maclaurin, B₂ⱼ/(2j)! from j = 1 on.</summary>
    public static ReadOnlySpan<double> Remainder =>
    [
        1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000, 1.0 / 74724249600,
        -3617.0 / 10670622842880000, 43867.0 / 5109094217170944000, -174611.0 / 802857662698291200000.0,
    ];

    /// <summary>(f(center + ½d) - f(center - ½d))/d, where f is ln Γ for order 0 and ψ for order 1, for |d| up to 0.3.</summary>
    public static double Slope(int order, double center, double d)
    {
        // f′ + d²/24·f‴ + d⁴/1920·f⁽⁵⁾ + d⁶/322560·f⁽⁷⁾ + ..., the later ones to fewer digits, and the last where they count.
        var square = d * d;
        var rest = Derivative(order + 2, center, 6);
        if (square > 1e-5)
            rest += square / 80 * (Derivative(order + 4, center, 4) + (square / 168 * Derivative(order + 6, center, 2)));
        return Math.FusedMultiplyAdd(square / 24, rest, Derivative(order, center, Remainder.Length));
    }

    /// <summary>The n-th derivative of ψ: (-1)ⁿ⁺¹((n - 1)!/xⁿ + n!/(2xⁿ⁺¹) + Σ B₂ⱼ/(2j)!·(2j + n - 1)!/x²ʲ⁺ⁿ), and ln x in place of -(-1)!.</summary>
    private static double Derivative(int n, double x, int terms)
    {
        var u = 1 / x;
        var leading = 1.0;
        for (var k = 1; k < n; k++)
            leading *= k * u;
        // n!/xⁿ⁺¹.
        var power = n == 0 ? u : leading * u * n * u;
        leading = n == 0 ? -Lanewise.Log(x, out _) : leading * u;
        var rising = power * (n + 1) * u;
        var sum = 0.0;
        for (var j = 0; j < terms; j++)
        {
            sum += Remainder[j] * rising;
            rising *= (n + (2.0 * j) + 2) * u * ((n + (2.0 * j) + 3) * u);
        }
        sum = leading + ((0.5 * power) + sum);
        return (n & 1) == 0 ? -sum : sum;
    }
}
