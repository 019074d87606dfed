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

    // Stirling's series far out, where Γ(x + n) = Γ(x)·x(x + 1)..(x + n - 1) leads; to the left Euler's reflection, as in those below.
    public static double Lgamma(double x)
    {
        if (x < -0.5)
            return Math.Log(Math.PI / Math.Abs(x * SinPi(x))) - Lgamma(-x);
        var product = 1.0;
        for (; x < 20; x++)
            product *= x;
        var w = 1 / x / x;
        return (x * (Math.Log(x) - 1)) - (Math.Log(x) / 2) + (Math.Log(2 * Math.PI) / 2) - Math.Log(Math.Abs(product))
            + ((1.0 / 12) - (w * ((1.0 / 360) - (w * ((1.0 / 1260) - (w / 1680)))))) / x;
    }

    public static double Digamma(double x)
    {
        if (x < 0)
            return Digamma(-x) - (1 / x) - (Math.PI * SinPi(x + 0.5) / SinPi(x));
        var sum = 0.0;
        for (; x < 20; x++)
            sum -= 1 / x;
        var w = 1 / x / x;
        return sum + Math.Log(x) - (0.5 / x) - (w * ((1.0 / 12) - (w * ((1.0 / 120) - (w * ((1.0 / 252) - (w / 240)))))));
    }

    // The sum itself on both sides of 0, and the integral over its tail by the trapezoidal rule with two corrections.
    public static double Polygamma(int order, double x)
    {
        if (order == 0)
            return Digamma(x);
        var terms = 400 + Math.Max(0, (int)-x);
        var sum = 0.0;
        for (var k = terms - 1; k >= 0; k--)
            sum += Math.Pow(x + k, -order - 1);
        x += terms;
        sum += Math.Pow(x, -order) * ((1.0 / order) + (0.5 / x) + ((order + 1) / (12 * x * x))
            - ((order + 1.0) * (order + 2) * (order + 3) / (720 * x * x * x * x)));
        for (var j = 1; j <= order; j++)
            sum *= -j;
        return -sum;
    }

    public static double Logit(double x) => Math.Abs(x - 0.5) < 0.3 ? 2 * Math.Atanh((2 * x) - 1) : Math.Log(x) - Precise.Log1p(-x);

    // Near 0 by the first terms of the series, which the quotient would do as well there but for x = 0.
    public static double Sinc(double x) => Math.Abs(x) < 1e-5 ? 1 - (Math.PI * Math.PI * x * x / 6) : SinPi(x) / (Math.PI * x);

    public static double LogAddExp(double a, double b) => Math.Max(a, b) + Precise.Log1p(Math.Exp(-Math.Abs(a - b)));

    private static double SinPi(double x) => Math.Sin(Math.PI * (x - (2 * Math.Round(x / 2))));

    // The square of a number with few digits is exact.
    private static double ExpOfMinusSquare(double x)
    {
        var rounded = double.IsFinite((float)x) ? Math.Round(x * 16) / 16 : x;
        return x > 40 ? 0 : Math.Exp(-rounded * rounded) * Math.Exp(-(x - rounded) * (x + rounded));
    }
}
