namespace AutoGrad.Tests.Primitives;

/// <summary>Functions that Math lacks, accurate to the last few digits everywhere.</summary>
internal static class Precise
{
    // eˣ - 1 = 2 sinh(x/2) exp(x/2), a product, in which nothing cancels.
    public static double ExpM1(double x) => x < -40 ? -1 : x > 40 ? Math.Exp(x) : 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);

    // The rounding of 1 + x is undone by the ratio x / (u - 1), after Kahan.
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    // x - tanh x = (x cosh x - sinh x)/cosh x, and near 0 the numerator is Σ 2k x²ᵏ⁺¹/(2k + 1)!, whose terms are all of one sign.
    public static double Tanhshrink(double x)
    {
        if (Math.Abs(x) > 1)
            return x - Math.Tanh(x);
        var (sum, term) = (0.0, x);
        for (var k = 1; k < 15; k++)
        {
            term *= x * x / (2 * k * ((2 * k) + 1));
            sum += 2 * k * term;
        }
        return sum / Math.Cosh(x);
    }

    public static double[] Softmax(double[] x)
    {
        var exponentials = Array.ConvertAll(x, value => Math.Exp(value - x.Max()));
        return Array.ConvertAll(exponentials, value => value / exponentials.Sum());
    }

    // The logarithm is subtracted last: added to a large maximum, it would be rounded away.
    public static double[] LogSoftmax(double[] x)
    {
        var max = x.Max();
        var sum = x.Sum(value => Math.Exp(value - max));
        return Array.ConvertAll(x, value => value - max - Math.Log(sum));
    }

    public static double LogSumExp(double[] x)
    {
        var max = x.Max();
        return double.IsInfinity(max) ? max : max + Math.Log(x.Sum(value => Math.Exp(value - max)));
    }
}
