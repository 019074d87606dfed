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
    ];
}
