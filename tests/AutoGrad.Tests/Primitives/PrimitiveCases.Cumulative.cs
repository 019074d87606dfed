using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Cumulative() =>
    [
        .. Scanned(nameof(CumulativeSum), CumulativeSum, Domain.Real, x => x.Sum(), [[1e30, -1e30, 1], [1e300, 1e-300], []]),
        .. Scanned(nameof(CumulativeProd), CumulativeProd, Domain.Real, Product, [[0, 2, 0, 3], [1e-200, 1e-200, 1e300], [1e30, 0, 1e30], []]),
        .. Scanned(nameof(CumulativeMax), CumulativeMax, Domain.Separated(), x => x.Max(), [[0, 0, -1], [double.NegativeInfinity, 1], []]),
        .. Scanned(nameof(CumulativeMin), CumulativeMin, Domain.Separated(), x => x.Min(), [[0, 0, 1], [double.PositiveInfinity, 1], []]),
        .. Scanned(nameof(CumulativeLogSumExp), CumulativeLogSumExp, Domain.Real, x => x.Max() == double.NegativeInfinity ? x.Max() : Precise.LogSumExp(x),
            [.. Exponents, [double.NegativeInfinity, 0], []]),
    ];

    private static double Product(double[] x) => x.Aggregate(1.0, (product, value) => product * value);

    // What is cumulative reduces the elements up to each.
    private static IEnumerable<PrimitiveCase<T>> Scanned(
        string operation, Func<Variable<T>, int, Variable<T>> function, Domain domain, Func<double[], double> reference, double[][] extremes)
    {
        double[] Line(double[] line) => [.. line.Select((_, k) => reference(line[..(k + 1)]))];
        foreach (var axis in new[] { 0, 1, 2 })
        {
            yield return new($"{operation} along axis {axis}", operation, Samples.OfOneShape(minimumRank: 3, maximumRank: 3, withEmpty: true), [domain],
                x => function(x[0], axis), x => x[0].MapLines(axis, Line));
        }
        yield return new($"{operation} along the last axis", operation, Samples.OfOneShape(minimumRank: 1, withEmpty: true), [domain],
            x => function(x[0], -1), x => x[0].MapLines(x[0].Shape.Rank - 1, Line))
        {
            Extremes = [.. extremes.Select(values => new[] { Dense.Vector(values) })],
        };
    }
}
