using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Activation() =>
    [
        Unary(nameof(LeakyRelu), x => LeakyRelu(x), x => x > 0 ? x : 0.01 * x, Domain.NonZero, [.. Tiny, .. Large]),
        Unary("LeakyRelu with a slope of 1.5", x => LeakyRelu(x, 1.5), x => x > 0 ? x : 1.5 * x, Domain.NonZero, [.. Tiny, .. Large], nameof(LeakyRelu)),
        Unary(nameof(Relu6), Relu6, x => Math.Clamp(x, 0, 6), Domain.NonZero, [.. Tiny, .. Large]),
        Unary("Relu6 beyond 6", Relu6, x => 6, Domain.Between(6.25, 8), [], nameof(Relu6)) with { Derivative = Derivative.IsZero },
        Unary(nameof(HardTanh), x => HardTanh(x), x => x, Domain.Between(-0.75, 0.75), Tiny),
        Unary("HardTanh to within what x leaves", x => HardTanh(x, -0.125, 0.25), x => x < 0 ? -0.125 : 0.25, Domain.Between(0.5, 2), Large, nameof(HardTanh)) with
        {
            Derivative = Derivative.IsZero,
        },
        Unary(nameof(Elu), x => Elu(x), x => x > 0 ? x : Precise.ExpM1(x), Domain.NonZero, [.. Tiny, .. Large]),
        Unary("Elu with an alpha of 0.5", x => Elu(x, 0.5), x => x > 0 ? x : 0.5 * Precise.ExpM1(x), Domain.NonZero, [.. Tiny, .. Large], nameof(Elu)),
        Unary(nameof(Selu), Selu, x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Precise.ExpM1(x)), Domain.NonZero, [.. Tiny, .. Large[..^2]]),
        Unary(nameof(Celu), x => Celu(x), x => x > 0 ? x : Precise.ExpM1(x), Domain.NonZero, [.. Tiny, .. Large]),
        Unary("Celu with an alpha of 0.25", x => Celu(x, 0.25), x => x > 0 ? x : 0.25 * Precise.ExpM1(4 * x), Domain.NonZero, [.. Tiny, .. Large[..^2]], nameof(Celu)),
        Unary(nameof(Silu), Silu, x => x * Precise.Sigmoid(x), Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Mish), Mish, x => x * Math.Tanh(Precise.Softplus(x)), Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Softsign), Softsign, x => x / (1 + Math.Abs(x)), Domain.NonZero, [.. Tiny, .. Large]),
        Unary(nameof(HardSigmoid), HardSigmoid, x => Math.Clamp(x + 3, 0, 6) / 6, Domain.Real, [.. Tiny, .. Large]),
        Unary("HardSigmoid beyond 3", HardSigmoid, x => x < 0 ? 0 : 1, Domain.Between(3.25, 4), Large, nameof(HardSigmoid)) with { Derivative = Derivative.IsZero },
        Unary(nameof(HardSwish), HardSwish, x => x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6, Domain.Real, [.. Tiny, .. Large]),
        Unary("HardSwish beyond 3", HardSwish, x => x, Domain.Between(3.25, 5), [], nameof(HardSwish)),
        Unary("HardSwish below -3", HardSwish, x => 0, Domain.Between(-5, -3.25), [], nameof(HardSwish)) with { Derivative = Derivative.IsZero },
        Unary(nameof(LogSigmoid), LogSigmoid, x => -Precise.Softplus(-x), Domain.Real, [.. Tiny, .. Large]),
        Unary(nameof(Tanhshrink), Tanhshrink, Precise.Tanhshrink, Domain.Real, [.. Tiny, 1e-3, -0.1, 0.24, -0.3, .. Large]),
        .. AlongAxes(nameof(Softmin), Softmin, x => Precise.Softmax(Array.ConvertAll(x, value => -value))).Select(
            row => row with { Extremes = [.. row.Extremes.Select(x => new[] { Dense.Map(x[0], value => -value) })] }),
        .. Enumerable.Range(0, 3).Select(GatedAlong),
        Binary(nameof(PRelu), PRelu, (x, slope) => x > 0 ? x : slope * x, Domain.NonZero, Domain.Real, [(1e30, 0.25), (-1e30, 0.25), (0, 2), (-1e300, 1e-300)]),
    ];

    private static PrimitiveCase<T> GatedAlong(int axis) => new($"Glu along axis {axis}", nameof(Glu),
        Where(One(Lengths(3, 1, 3).Select(shape => shape.With(axis, 2 * shape[axis]))), x => Glu(x[0], axis)), [Domain.Real], x => Glu(x[0], axis), x =>
        {
            var half = x[0].Shape[axis] / 2;
            return Dense.Fill(x[0].Shape.With(axis, half), index =>
            {
                int[] gate = [.. index[..axis], index[axis] + half, .. index[(axis + 1)..]];
                return x[0][index] * Precise.Sigmoid(x[0][gate]);
            });
        });
}
