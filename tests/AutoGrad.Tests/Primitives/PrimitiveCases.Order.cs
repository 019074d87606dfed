using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Order() =>
    [
        .. Missing(Reductions(nameof(ArgMax), ArgMax, ArgMax, ArgMax, x => Array.IndexOf(x, x.Max()), Domain.Indices(_ => 6), false, [])),
        .. Missing(Reductions(nameof(ArgMin), ArgMin, ArgMin, ArgMin, x => Array.IndexOf(x, x.Min()), Domain.Indices(_ => 6), false, [])),
    ];

    private static IEnumerable<PrimitiveCase<T>> Missing(IEnumerable<PrimitiveCase<T>> rows) =>
        rows.Select(row => row with { Derivative = Derivative.Missing });
}
