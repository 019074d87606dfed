using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static double[] Steps => [0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, 3, -3, 0.49999997, 1e15, -1e300, 1e300];

    private static IEnumerable<PrimitiveCase<T>> Elementary() =>
    [
        Unary(nameof(Tan), Tan, Math.Tan, Domain.Between(-1.2, 1.2), [.. Tiny, -700, 700, 1e4, 1e15]),
        Unary(nameof(Asin), Asin, Math.Asin, Domain.Between(-0.9, 0.9), [.. Tiny, 0.5, -0.999, 0.9999999]),
        Unary(nameof(Acos), Acos, Math.Acos, Domain.Between(-0.9, 0.9), [.. Tiny, 0.5, -0.999, 0.9999999]),
        Unary(nameof(Atan), Atan, Math.Atan, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Sinh), Sinh, Math.Sinh, Domain.Real, [.. Tiny, -700, -80, 80, 700]),
        Unary(nameof(Cosh), Cosh, Math.Cosh, Domain.Real, [.. Tiny, -700, -80, 80, 700]),
        Unary(nameof(Asinh), Asinh, Math.Asinh, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Acosh), Acosh, Math.Acosh, Domain.Between(1.25, 3), [1.0000001, 1e4, 1e30, 1e300]),
        Unary(nameof(Atanh), Atanh, Math.Atanh, Domain.Between(-0.9, 0.9), [.. Tiny, -0.999, 0.9999999]),
        Unary(nameof(Exp2), Exp2, x => Math.Pow(2, x), Domain.Real, [.. Tiny, -1e300, -1e30, -1073.5, -700, -149, 80, 127, 1000]),
        Unary(nameof(Log2), Log2, Math.Log2, Domain.Positive, [1e-300, 1e-30, 1e-8, 1, 1024, 1e30, 1e300]),
        Unary(nameof(Log10), Log10, Math.Log10, Domain.Positive, [1e-300, 1e-30, 1e-8, 1, 1000, 1e30, 1e300]),
        Unary(nameof(Rsqrt), Rsqrt, x => 1 / Math.Sqrt(x), Domain.Positive, [1e-200, 1e-30, 700, 1e30, 1e300]),
        Unary(nameof(Cbrt), Cbrt, Math.Cbrt, Domain.NonZero, [1e-300, -1e-30, 1e-8, -27, 1e30, -1e300]),
        Unary(nameof(Floor), Floor, Math.Floor, Domain.Between(1.1, 1.4), Steps) with { Derivative = Derivative.IsZero },
        Unary(nameof(Ceiling), Ceiling, Math.Ceiling, Domain.Between(1.1, 1.4), Steps) with { Derivative = Derivative.IsZero },
        Unary(nameof(Round), Round, x => Math.Round(x, MidpointRounding.ToEven), Domain.Between(1.1, 1.4), Steps) with { Derivative = Derivative.IsZero },
        Unary(nameof(Truncate), Truncate, Math.Truncate, Domain.Between(-1.4, -1.1), Steps) with { Derivative = Derivative.IsZero },
        Unary("Clamp between numbers", x => Clamp(x, -0.125, 5), x => Math.Clamp(x, -0.125, 5), Domain.NonZero, [.. Tiny, .. Large, -0.125, 5], nameof(Clamp)),
        Unary("Clamp below a number", x => Clamp(x, max: 0.125), x => Math.Min(x, 0.125), Domain.NonZero, [.. Tiny, .. Large, 0.125], nameof(Clamp)),
        Unary(nameof(NanToNum), x => NanToNum(x, 7, 8, -9), x => double.IsNaN(x) ? 7 : x == 1 / 0.0 ? 8 : x == -1 / 0.0 ? -9 : x, Domain.Real,
            [.. Tiny, .. Large, double.NaN, double.PositiveInfinity, double.NegativeInfinity]),
        Binary(nameof(Atan2), Atan2, Math.Atan2, Domain.NonZero, Domain.NonZero,
            [(0, 1), (-0.0, -1), (1, 0), (-1, -0.0), (1e-15, 1e-15), (1e30, -1e30), (1e300, 1e300), (-1e-300, 1e-300), (1e-30, -1e30)]),
        Binary(nameof(Hypot), Hypot, double.Hypot, Domain.NonZero, Domain.NonZero,
            [(0, 5), (-3, 0), (1e30, 1e30), (1e-30, 1e-30), (1e300, -1e300), (3e-300, 4e-300), (1e300, 1e-300), (double.Epsilon, 0)]),
        Binary(nameof(Remainder), Remainder, Modulo, Domain.Between(4.3, 4.7), Domain.Between(2.05, 2.1),
            [(5, 3), (-5, 3), (5, -3), (-5, -3), (6, 3), (0, 3), (1, 0.1), (1e30, 7), (-1e300, 1e-3), (1e-300, -1)]),
        Binary("Remainder of another sign", Remainder, Modulo, Domain.Between(0.3, 0.9), Domain.Between(-2, -1.1), [(0.5, -1), (1e-8, -1)], nameof(Remainder)),
        Ternary("Clamp between variables", Clamp, (x, min, max) => Math.Min(Math.Max(x, min), max),
            Domain.NonZero, Domain.Between(-0.2, -0.1), Domain.Between(0.1, 0.2), [(1e300, 0, 1), (-1e300, 0, 1), (5, 1, 0), (0, 0, 0), (2, 2, 3)], nameof(Clamp)),
        Ternary("Clamp from below by variables", Clamp, (x, min, max) => Math.Min(Math.Max(x, min), max),
            Domain.NonZero, Domain.Between(-0.2, -0.1), Domain.Between(2.5, 3), [(1e300, -1, double.PositiveInfinity)], nameof(Clamp)),
        Ternary(nameof(Lerp), Lerp, (a, b, w) => a + (w * (b - a)), Domain.Real, Domain.Real, Domain.Real,
            [(1, 3, 0), (1, 3, 1), (1, 3, 0.25), (1e300, 1e300, 0.5), (5, -5, 2), (0, 1e300, 1e-300)]),
    ];

    private static double Modulo(double a, double b)
    {
        var remainder = a % b;
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
    }

    private static PrimitiveCase<T> Ternary(
        string name, Func<Variable<T>, Variable<T>, Variable<T>, Variable<T>> function, Func<double, double, double, double> reference,
        Domain a, Domain b, Domain c, (double A, double B, double C)[] extremes, string? operation = null) =>
        new(name, operation ?? name, Samples.Broadcastable(3, withEmpty: true), [a, b, c], x => function(x[0], x[1], x[2]),
            x => Dense.Fill(Dense.Broadcast(Dense.Broadcast(x[0].Shape, x[1].Shape), x[2].Shape),
                index => reference(x[0].Stretched(index), x[1].Stretched(index), x[2].Stretched(index))))
        {
            Extremes =
            [
                [
                    Dense.Vector([.. extremes.Select(point => point.A)]),
                    Dense.Vector([.. extremes.Select(point => point.B)]),
                    Dense.Vector([.. extremes.Select(point => point.C)]),
                ],
            ],
        };
}
