using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static double[] Tiny => [0, -0.0, double.Epsilon, -1e-300, 1e-30, -1e-8, 1e-8];

    private static double[] Large => [-700, 700, -1e4, 1e4, -1e30, 1e30, -1e300, 1e300];

    private static IEnumerable<PrimitiveCase<T>> Elementwise() =>
    [
        Unary(nameof(Negate), Negate, x => -x, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Abs), Abs, Math.Abs, Domain.NonZero, [.. Tiny, .. Large]),
        Unary(nameof(Sign), Sign, x => x > 0 ? 1 : x < 0 ? -1 : x, Domain.NonZero, [.. Tiny, .. Large]) with { Derivative = Derivative.IsZero },
        Unary(nameof(Square), Square, x => x * x, Domain.Real, [.. Tiny, -1e15, 1e15]),
        Unary(nameof(Sqrt), Sqrt, Math.Sqrt, Domain.Positive, [1e-300, 1e-30, 700, 1e30, 1e300]),
        Unary(nameof(Reciprocal), Reciprocal, x => 1 / x, Domain.NonZero, [1e-15, -1e-15, .. Large]),
        Unary(nameof(Exp), Exp, Math.Exp, Domain.Real, [.. Tiny, -1e300, -1e30, -746, -700, 80, 700]),
        Unary(nameof(ExpM1), ExpM1, Precise.ExpM1, Domain.Real, [.. Tiny, -1e300, -1e30, -746, -700, 80, 700]),
        Unary(nameof(Log), Log, Math.Log, Domain.Positive, [1e-300, 1e-30, 1e-8, 700, 1e30, 1e300]),
        Unary(nameof(Log1p), Log1p, Precise.Log1p, Domain.Between(-0.7, 2), [.. Tiny, -0.999, 700, 1e30, 1e300]),
        Unary(nameof(Sin), Sin, Math.Sin, Domain.Real, [.. Tiny, -700, 700, -1e4, 1e4]),
        Unary(nameof(Cos), Cos, Math.Cos, Domain.Real, [.. Tiny, -700, 700, -1e4, 1e4]),
        Unary(nameof(Tanh), Tanh, Math.Tanh, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Sigmoid), Sigmoid, Precise.Sigmoid, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Softplus), Softplus, Precise.Softplus, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Relu), Relu, x => Math.Max(x, 0), Domain.NonZero, [.. Tiny, .. Large]),
        .. Enumerable.Range(-3, 9).Select(n => Unary(
            $"Pow to {n}", x => Pow(x, n), x => Math.Pow(x, n), Domain.NonZero, n < 0 ? [-1e4, 1e4, -1e30, 1e30] : [.. Tiny, -1e4, 1e4], nameof(Pow)) with
        {
            Derivative = n == 0 ? Derivative.IsZero : Derivative.Exists,
        }),
        .. new[] { 0.5, 2.5, -1.5, 3.0, 1.0 / 3 }.Select(p => Unary(
            $"Pow to {p:R} (real)", x => Pow(x, p), x => Math.Pow(x, p), Domain.Positive, [1e-8, 1e4], nameof(Pow))),
        Binary(nameof(Add), Add, (a, b) => a + b, Domain.Real, Domain.Real, [(1e30, -1e30), (0, -0.0), (1e300, 1e-300)]),
        Binary(nameof(Subtract), Subtract, (a, b) => a - b, Domain.Real, Domain.Real, [(1e30, 1e30), (0, -0.0), (1e300, 1e-300)]),
        Binary(nameof(Multiply), Multiply, (a, b) => a * b, Domain.Real, Domain.Real, [(1e30, 1e-30), (0, 1e30), (-0.0, 700)]),
        Binary(nameof(Divide), Divide, (a, b) => a / b, Domain.Real, Domain.NonZero, [(1e30, 1e30), (0, 1e-15), (1e-30, 1e15), (1e300, 1e300)]),
        Binary(nameof(Maximum), Maximum, Math.Max, Domain.Separated(), Domain.Separated(1), [(1e30, 1e30), (0, -0.0), (-1e300, 1e300)]),
        Binary(nameof(Minimum), Minimum, Math.Min, Domain.Separated(), Domain.Separated(1), [(1e30, 1e30), (0, -0.0), (-1e300, 1e300)]),
        Binary("Pow to a variable", Pow, Math.Pow, Domain.Positive, Domain.Real, [(0, 2), (0, 1), (0, 0), (1, 1e4), (1e-8, 0), (1e30, 1)], nameof(Pow)),
        Comparison(nameof(Greater), Greater, (a, b) => a > b),
        Comparison(nameof(GreaterOrEqual), GreaterOrEqual, (a, b) => a >= b),
        Comparison(nameof(Less), Less, (a, b) => a < b),
        Comparison(nameof(LessOrEqual), LessOrEqual, (a, b) => a <= b),
        Comparison(nameof(Equal), Equal, (a, b) => a == b),
        Comparison(nameof(NotEqual), NotEqual, (a, b) => a != b),
        new(nameof(Op.Where), nameof(Op.Where), Samples.Broadcastable(3, withEmpty: true), [Domain.Mask, Domain.Real, Domain.Real],
            x => Op.Where(x[0], x[1], x[2]),
            x => Dense.Map(Dense.Map(x[0], x[1], (mask, a) => mask != 0 ? a : double.NaN), Dense.Map(x[0], x[2], (mask, b) => mask != 0 ? double.NaN : b),
                (a, b) => double.IsNaN(a) ? b : a))
        {
            Extremes = [[Dense.Vector(0, 1, 1), Dense.Vector(double.PositiveInfinity, 1e30, -1e300), Dense.Vector(-1e300, double.NaN, 0)]],
        },
    ];

    private static PrimitiveCase<T> Unary(
        string name, Func<Variable<T>, Variable<T>> function, Func<double, double> reference, Domain domain, double[] extremes, string? operation = null) =>
        new(name, operation ?? name, Samples.OfOneShape(withEmpty: true), [domain], x => function(x[0]), x => Dense.Map(x[0], reference))
        {
            Extremes = [[Dense.Vector(extremes)]],
        };

    private static PrimitiveCase<T> Binary(
        string name, Func<Variable<T>, Variable<T>, Variable<T>> function, Func<double, double, double> reference, Domain a, Domain b,
        (double A, double B)[] extremes, string? operation = null) =>
        new(name, operation ?? name, Samples.Broadcastable(withEmpty: true), [a, b], x => function(x[0], x[1]), x => Dense.Map(x[0], x[1], reference))
        {
            Extremes = [[Dense.Vector([.. extremes.Select(pair => pair.A)]), Dense.Vector([.. extremes.Select(pair => pair.B)])]],
        };

    private static PrimitiveCase<T> Comparison(
        string name, Func<Variable<T>, Variable<T>, Variable<T>> function, Func<double, double, bool> reference) =>
        Binary(name, function, (a, b) => reference(a, b) ? 1 : 0, Domain.Indices(_ => 3), Domain.Indices(_ => 3), []) with { Derivative = Derivative.Missing };
}
