using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Special() =>
    [
        Unary(nameof(Erf), Erf, PreciseSpecial.Erf, Domain.Real, [.. Tiny, .. Large, 0.5, 1, -3, 5.5]),
        Unary(nameof(Erfc), Erfc, PreciseSpecial.Erfc, Domain.Real, [.. Tiny, .. Large, 0.5, 1, -3, 5.5, 9, 26]),
        Unary(nameof(ErfInv), ErfInv, PreciseSpecial.ErfInv, Domain.Between(-0.8, 0.8), [.. Tiny, -0.5, 0.9]),
        Unary(nameof(Gelu), x => Gelu(x), PreciseSpecial.Gelu, Domain.Real, [.. Tiny, .. Large, -1, -5.5]),
        Unary($"{nameof(Gelu)} (tanh)", x => Gelu(x, approximate: true), PreciseSpecial.GeluTanh, Domain.Real, [.. Tiny, .. Large, -1, -5.5], nameof(Gelu)),
        Unary(nameof(Logit), Logit, PreciseSpecial.Logit, Domain.Between(0.15, 0.85), [1e-15, 1e-8, 0.5, 0.75, 0.999]),
        Unary(nameof(Sinc), Sinc, PreciseSpecial.Sinc, Domain.Real, [.. Tiny, 0.5, -0.75, 1e-4, 2.5, 700.25, -1e4]),
        Binary(nameof(LogAddExp), LogAddExp, PreciseSpecial.LogAddExp, Domain.Real, Domain.Real,
            [(0, 0), (0, -0.0), (700, 701), (-1e4, 1e4), (-1e30, -1e30), (1e300, -1e300), (double.NegativeInfinity, 1), (1, double.NegativeInfinity)]),
        Unary(nameof(Lgamma), Lgamma, PreciseSpecial.Lgamma, Domain.Positive, [1e-300, 1e-30, -1e-8, 1e-8, -0.5, -30.5, 30, 1e4, 1e30, 1e300]),
        Unary($"{nameof(Lgamma)} to the left of 0", Lgamma, PreciseSpecial.Lgamma, Domain.Between(-0.9, -0.1), [-1e-30, -1.5, -100.25], nameof(Lgamma)),
        Unary(nameof(Digamma), Digamma, PreciseSpecial.Digamma, Domain.Positive, [1e-15, -1e-8, 1e-8, -0.25, -30.5, 30, 1e4, 1e30, 1e300]),
        Unary($"{nameof(Digamma)} to the left of 0", Digamma, PreciseSpecial.Digamma, Domain.Between(-0.8, -0.2), [-1e-15, -1.25, -100.25], nameof(Digamma)),
        .. Enumerable.Range(0, 5).SelectMany(n => new[]
        {
            Unary($"{nameof(Polygamma)} {n}", x => Polygamma(n, x), x => PreciseSpecial.Polygamma(n, x), Domain.Between(0.5, 3), [1e-4, 30, 1e4], nameof(Polygamma)),
            Unary($"{nameof(Polygamma)} {n} to the left of 0", x => Polygamma(n, x), x => PreciseSpecial.Polygamma(n, x),
                Domain.Between(-0.7, -0.3), [-1e-4, -1.25, -30.25], nameof(Polygamma)),
        }),
    ];
}
