using AutoGrad.Kernels.Special;

namespace AutoGrad.Graphs.Code.Helpers;

/// <summary>Functions of one number that the libraries of System lack, or lose digits of; with the coefficients of the kernels.</summary>
internal static class SpecialCode
{
    public static CodeHelper Polynomial { get; } = new(nameof(Polynomial), """
        // Lowest power first.
        private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
        {
            var sum = 0.0;
            for (var i = coefficients.Length - 1; i >= 0; i--)
                sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
            return sum;
        }
        """);

    public static CodeHelper LogP1 { get; } = new(nameof(LogP1), """
        // ln(1 + x) to the last digits of a small x: what the rounding of 1 + x took from ln(1 + x), it took from x in the same proportion (Kahan).
        private static T LogP1(T x)
        {
            var u = 1 + x;
            return u == 1 ? x : u - 1 == x ? T.Log(u) : T.Log(u) * (x / (u - 1));
        }
        """);

    public static CodeHelper ExpM1 { get; } = new(nameof(ExpM1), """
        // e^x - 1 to the last digits of a small x, in the same way.
        private static T ExpM1(T x)
        {
            var u = T.Exp(x);
            return u == 1 ? x : u - 1 == -1 ? -1 : T.IsInfinity(u) ? u : (u - 1) * (x / T.Log(u));
        }
        """);

    public static CodeHelper ErrorSeries { get; } = new(nameof(ErrorSeries), $$"""
        // erf(x) for |x| up to 1.
        private static double ErrorSeries(double x) => x * Polynomial(x * x, [{{List(ErrorFunction.Central)}}]);
        """, Polynomial);

    public static CodeHelper Complement { get; } = new(nameof(Complement), $$"""
        // erfc(x) for x from ½ on, of a square that is the sum of two parts (after Shepherd and Laframboise, 1981).
        private static double Complement(double x, double square, double rest)
        {
            ReadOnlySpan<double> tail = [{{List(ErrorFunction.Tail)}}];
            return square > 800 ? 0 : Math.Exp(-square) * (1 - rest) * Polynomial((x - 3) / (x + 3), tail) / (1 + (2 * x));
        }
        """, Polynomial);

    public static CodeHelper Erfc { get; } = new(nameof(Erfc), """
        private static double Erfc(double x)
        {
            var (a, square) = (Math.Abs(x), x * x);
            if (!(a > 0.5))
                return 1 - ErrorSeries(x);
            var y = Complement(a, square, Math.FusedMultiplyAdd(x, x, -square));
            return x < 0 ? 2 - y : y;
        }
        """, ErrorSeries, Complement);

    public static CodeHelper Erf { get; } = new(nameof(Erf), """
        private static double Erf(double x) => !(Math.Abs(x) > 1) ? ErrorSeries(x) : x < 0 ? Erfc(-x) - 1 : 1 - Erfc(x);
        """, ErrorSeries, Erfc);

    public static CodeHelper Gelu { get; } = new(nameof(Gelu), """
        // x Φ(x); taken from x itself, the exponent x²/2 has no error that a large x would multiply.
        private static double Gelu(double x)
        {
            const double RootHalf = 0.7071067811865476;
            var (a, square) = (Math.Abs(x), 0.5 * x * x);
            if (!(RootHalf * a > 0.5))
                return 0.5 * x * (1 + ErrorSeries(RootHalf * x));
            var tail = 0.5 * Complement(RootHalf * a, square, Math.FusedMultiplyAdd(0.5 * x, x, -square));
            return x * (x < 0 ? tail : 1 - tail);
        }
        """, ErrorSeries, Complement);

    public static CodeHelper ErfInv { get; } = new(nameof(ErfInv), $$"""
        // By polynomials in -ln(1 - x²), which straighten it (after Giles, 2012).
        private static double ErfInv(double x)
        {
            ReadOnlySpan<double> central = [{{List(InverseErrorFunction.Central)}}];
            ReadOnlySpan<double> tail = [{{List(InverseErrorFunction.Tail)}}];
            var w = -Math.Log(Math.FusedMultiplyAdd(-x, x, 1));
            if (!(w > 5))
                return x * Polynomial((w / 2.5) - 1, central);
            var root = Math.Sqrt(w);
            var scaled = ((1 / root) - {{List((InverseErrorFunction.Largest + InverseErrorFunction.Least) / 2)}}) * {{List(2 / (InverseErrorFunction.Largest - InverseErrorFunction.Least))}};
            return Math.Sign(x) * (double.IsInfinity(w) ? w : root * Polynomial(scaled, tail));
        }
        """, Polynomial);

    public static CodeHelper SineOfPi { get; } = new(nameof(SineOfPi), $$"""
        // sin(πx) for |x| up to ½.
        private static double SineOfPi(double x) => x * Polynomial(x * x, [{{List(Sinc.Sine)}}]);
        """, Polynomial);

    public static CodeHelper SincDerivative { get; } = new(nameof(SincDerivative), """
        // The derivative of sin(πx)/(πx) of an order: by its series around 0, and by Leibniz's rule for t g(t) = sin t elsewhere.
        private static double SincDerivative(double x, int order, double nearest, ReadOnlySpan<double> series)
        {
            var (t, scale) = (Math.PI * x, Math.Pow(Math.PI, order));
            if (Math.Abs(t) < nearest)
                return scale * Polynomial(t * t, series) * (order % 2 == 1 ? t : 1);
            var whole = Math.Round(x);
            var (r, sign) = (x - whole, whole / 2 == Math.Round(whole / 2) ? 1 : -1);
            var (sine, cosine) = (sign * SineOfPi(r), sign * SineOfPi(0.5 - Math.Abs(r)));
            var y = sine / t;
            for (var n = 1; n <= order; n++)
            {
                (sine, cosine) = (cosine, -sine);
                y = (sine - (n * y)) / t;
            }
            return scale * y;
        }
        """, Polynomial, SineOfPi);

    public static CodeHelper Lgamma { get; } = new(nameof(Lgamma), $$"""
        // ln|Γ(x)|: Stirling's series to the right, a polynomial around 2, Γ(x + 1) = x Γ(x) in between, and to the left the reflection.
        private static double Lgamma(double x)
        {
            ReadOnlySpan<double> aroundTwo = [{{List(LogGamma.AroundTwo)}}];
            ReadOnlySpan<double> stirling = [{{List(LogGamma.Stirling)}}];
            if (x < -0.5)
            {
                var r = Math.Abs(x - Math.Round(x));
                return x < -1e300 || r == 0 ? double.PositiveInfinity : -(Lgamma(-x) + Math.Log(-x * SineOfPi(r) / Math.PI));
            }
            if (x > {{List(LogGamma.Largest)}})
                return double.PositiveInfinity;
            if (x > 2.5)
                return (x * (Math.Log(x) - 1)) - (0.5 * Math.Log(x)) + {{List(LogGamma.HalfLogTwoPi)}} + (Polynomial(1 / x / x, stirling) / x);
            if (x < 0.5)
                return (x * Polynomial(x, aroundTwo)) - Math.Log(Math.Abs(x)) - Math.Log(1 + x);
            return x < 1.5 ? ((x - 1) * Polynomial(x - 1, aroundTwo)) - Math.Log(x) : (x - 2) * Polynomial(x - 2, aroundTwo);
        }
        """, Polynomial, SineOfPi);

    public static CodeHelper Digamma { get; } = new(nameof(Digamma), $$"""
        // ψ(x): the asymptotic series to the right, a polynomial times the distance to the zero, ψ(x + 1) = ψ(x) + 1/x, and the reflection.
        private static double Digamma(double x)
        {
            ReadOnlySpan<double> besideZero = [{{List(Kernels.Special.Digamma.BesideZero)}}];
            ReadOnlySpan<double> far = [{{List(Kernels.Special.Digamma.Far)}}];
            if (x < 0)
                return x == Math.Round(x) ? double.NaN : Digamma(-x) - (1 / x) - (Math.PI / Math.Tan(Math.PI * (x - Math.Round(x))));
            if (x < 1)
                return Digamma(1 + x) - (1 / x);
            var u = 1 / x;
            if (x > 2)
                return Math.Log(x) - (0.5 * u) - (u * u * Polynomial(u, far));
            return (x - 1 - {{List(Kernels.Special.Digamma.Root)}} - {{List(Kernels.Special.Digamma.RootLow)}}) * Polynomial(x - 1.5, besideZero);
        }
        """, Polynomial);

    public static CodeHelper Polygamma { get; } = new(nameof(Polygamma), """
        // ψ⁽ⁿ⁾(x) = (-1)ⁿ⁺¹ n! Σ 1/(x + k)ⁿ⁺¹: the first terms, and the rest by the formula of Euler and Maclaurin; to the left the reflection.
        private static double Polygamma(double x, int order, ReadOnlySpan<double> remainder, ReadOnlySpan<double> reflection)
        {
            double Power(double u)
            {
                var power = u;
                for (var j = 1; j < order; j++)
                    power *= j * u;
                return power;
            }
            var (a, sum, sign) = (x < 0 ? 1 - x : x, 0.0, order % 2 == 0 ? -1 : 1);
            for (; a < order + 9.0; a++)
                sum += Power(1 / a) * order / a;
            sum += Power(1 / a) * (1 + (order / a * (0.5 + (Polynomial(1 / a / a, remainder) / a))));
            if (!(x < 0))
                return sign * sum;
            if (x == Math.Round(x))
                return double.IsInfinity(x) ? double.NaN : sign * double.PositiveInfinity;
            return Polynomial(-Math.PI / Math.Tan(Math.PI * (x - Math.Round(x))), reflection) - sum;
        }
        """, Polynomial);

    private static string List(params ReadOnlySpan<double> values) => CodeOperation.List(values);
}
