using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Order() =>
    [
        .. Missing(Reductions(nameof(ArgMax), ArgMax, ArgMax, ArgMax, x => Array.IndexOf(x, x.Max()), Domain.Indices(_ => 6), false, [])),
        .. Missing(Reductions(nameof(ArgMin), ArgMin, ArgMin, ArgMin, x => Array.IndexOf(x, x.Min()), Domain.Indices(_ => 6), false, [])),
        .. Missing(Reductions(nameof(Op.All), Op.All, Op.All, Op.All, x => x.All(value => value != 0) ? 1 : 0, Domain.Mask, true, [[]])),
        .. Missing(Reductions(nameof(Any), Any, Any, Any, x => x.Any(value => value != 0) ? 1 : 0, Domain.Mask, true, [[]])),
        .. Reductions(nameof(Median), Median, Median, Median, x => x.Order().ElementAt((x.Length - 1) / 2), Domain.Separated(), false,
            [[1e30, 1, -1e30], [double.NegativeInfinity, 1, 2]]),
        .. Ordered(nameof(Sort), (x, axis) => Sort(x, axis), x => [.. x.Order()], Domain.Separated()),
        .. Ordered(nameof(Sort), (x, axis) => Sort(x, axis, descending: true), x => [.. x.OrderDescending()], Domain.Separated(), " descending"),
        .. Missing(Ordered(nameof(ArgSort), (x, axis) => ArgSort(x, axis), x => Places(x, value => value), Domain.Indices(_ => 3))),
        .. Missing(Ordered(nameof(ArgSort), (x, axis) => ArgSort(x, axis, descending: true), x => Places(x, value => -value), Domain.Indices(_ => 3), " descending")),
        new("TopK", nameof(TopK), Where(One(Lengths(3, 2, 5)), x => TopK(x[0], 2, 1).Values), [Domain.Separated()], x => TopK(x[0], 2, 1).Values,
            x => First(x[0].MapLines(1, line => [.. line.OrderDescending()]))),
        new("TopK, indices", nameof(TopK), Where(One(Lengths(3, 2, 5)), x => TopK(x[0], 2, 1).Indices), [Domain.Indices(_ => 3)], x => TopK(x[0], 2, 1).Indices,
            x => First(x[0].MapLines(1, line => Places(line, value => -value)))) { Derivative = Derivative.Missing },
    ];

    private static double[] Places(double[] x, Func<double, double> key) => [.. Enumerable.Range(0, x.Length).OrderBy(i => key(x[i])).Select(i => (double)i)];

    private static Dense First(Dense x) => Dense.Fill([x.Shape[0], 2, x.Shape[2]], index => x[index]);

    private static IEnumerable<PrimitiveCase<T>> Ordered(
        string operation, Func<Variable<T>, int, Variable<T>> function, Func<double[], double[]> reference, Domain domain, string kind = "") =>
        Enumerable.Range(0, 3).Select(axis => new PrimitiveCase<T>($"{operation} along axis {axis}{kind}", operation,
            Samples.OfOneShape(minimumRank: 3, maximumRank: 3, withEmpty: true), [domain], x => function(x[0], axis), x => x[0].MapLines(axis, reference)));

    private static IEnumerable<PrimitiveCase<T>> Missing(IEnumerable<PrimitiveCase<T>> rows) =>
        rows.Select(row => row with { Derivative = Derivative.Missing });
}
