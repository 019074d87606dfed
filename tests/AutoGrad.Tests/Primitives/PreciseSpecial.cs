namespace AutoGrad.Tests.Primitives;

/// <summary>The special functions by their textbook series, accurate to the last few digits.</summary>
internal static class PreciseSpecial
{
    // 2/√π Σ (-1)ⁿ x²ⁿ⁺¹/(n!(2n + 1)), in the form without alternating signs: 2x/√π e^-x² Σ (2x²)ⁿ/(1·3·..·(2n + 1)).
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 2)
            return Math.Sign(x) * (1 - Erfc(Math.Abs(x)));
        var (sum, term) = (0.0, 2 * x / Math.Sqrt(Math.PI) * Math.Exp(-x * x));
        for (var n = 1; sum + term != sum || n < 3; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }
        return sum;
    }

    // The continued fraction e^-x²/√π · 1/(x + ½/(x + 1/(x + (3/2)/(x + ...)))).
    public static double Erfc(double x)
    {
        if (x < 1)
            return 1 - Erf(x);
        var fraction = x;
        for (var n = 200; n > 0; n--)
            fraction = x + (n / 2.0 / fraction);
        return ExpOfMinusSquare(x) / Math.Sqrt(Math.PI) / fraction;
    }

    public static double ErfInv(double x)
    {
        var y = x * Math.Sqrt(Math.PI) / 2;
        for (var i = 0; i < 60; i++)
            y -= (Erf(y) - x) / (2 / Math.Sqrt(Math.PI) * Math.Exp(-y * y));
        return y;
    }

    public static double Gelu(double x) => double.IsInfinity(x) && x < 0 ? double.NaN
        : x > -1.5 ? 0.5 * x * (1 + Erf(x / Math.Sqrt(2)))
        : 0.5 * x * Erfc(-x / Math.Sqrt(2));

    public static double GeluTanh(double x)
    {
        var u = Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));
        return x * Precise.Sigmoid(2 * u);
    }

    // The square of a number with few digits is exact.
    private static double ExpOfMinusSquare(double x)
    {
        var rounded = double.IsFinite((float)x) ? Math.Round(x * 16) / 16 : x;
        return x > 40 ? 0 : Math.Exp(-rounded * rounded) * Math.Exp(-(x - rounded) * (x + rounded));
    }
}
