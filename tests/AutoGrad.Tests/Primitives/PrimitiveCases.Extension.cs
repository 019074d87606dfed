using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    // Rules that say other than the truth are put together here so that the whole is true again; what each says by itself has tests of its own.
    private static IEnumerable<PrimitiveCase<T>> Extension() =>
    [
        Unary(nameof(ScaleGradient), x => ScaleGradient(ScaleGradient(x, 4), 0.25), x => x, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(ClipGradient), x => ClipGradient(x, 1e6), x => x, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(ClipGradientNorm), x => ClipGradientNorm(x, 1e6), x => x, Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(StraightThrough), x => StraightThrough(x, x), x => x, Domain.Real, [.. Tiny, .. Large]),
        new(nameof(StopGradient), nameof(StopGradient), Samples.OfOneShape(2, withEmpty: true), [Domain.Real, Domain.Mask],
            x => x[0] * StopGradient(x[1]), x => Dense.Map(x[0], x[1], (a, b) => a * b)),
        Unary(nameof(Custom), x => Custom(x, v => v * Exp(v), (v, y, yBar) => yBar * (y + Exp(v))), x => x * Math.Exp(x), Domain.Real, Tiny),
        Unary("Custom by a kernel", x => Custom(x, Cubes, (v, _, yBar) => yBar * (3 * Square(v))), x => x * x * x, Domain.Real, [-1e4, 0, 1e4], nameof(Custom)),
        Binary("Custom of two variables", (a, b) => Custom<T>([a, b], x => x[0] * Sin(x[1]), (input, x, _, yBar) => input == 0 ? yBar * Sin(x[1]) : yBar * x[0] * Cos(x[1])),
            (a, b) => a * Math.Sin(b), Domain.Real, Domain.Real, [(1e30, 0.5), (0, 700)], nameof(Custom)),
        new("Custom with a shape of its own", nameof(Custom), Samples.OfOneShape(), [Domain.Real],
            x => Custom<T>(x, inputs => Sum(Square(inputs[0])), (_, inputs, _, yBar) => 2 * yBar * inputs[0], "sumOfSquares", _ => []),
            x => new([], [x[0].Values.Sum(value => value * value)])),
        Unary(nameof(Checkpoint), x => Checkpoint(v => v * Sin(v), x), x => x * Math.Sin(x), Domain.Real, Tiny),
        Binary("Checkpoint of two variables", (a, b) => Checkpoint((u, v) => 2 * Tanh(u) * v + Square(u), a, b), (a, b) => (2 * Math.Tanh(a) * b) + (a * a),
            Domain.Real, Domain.Real, [(0, 700), (1e-3, -1e4)], nameof(Checkpoint)),
        Binary("Checkpoint with a captured variable", (a, b) => Checkpoint(u => Exp(u) * b, a), (a, b) => Math.Exp(a) * b,
            Domain.Real, Domain.Real, [(0, 700), (-3, -1e4)], nameof(Checkpoint)),
    ];

    private static void Cubes(ReadOnlySpan<T> x, Span<T> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] * x[i] * x[i];
    }
}
