using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private delegate Variable<T> OverAxes(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions);

    private delegate Variable<T> OverAxis(Variable<T> x, int axis, bool keepDimensions);

    private static double[][] Exponents =>
        [[-700, 0, 700], [1e30, 1e30, -1e30], [-1e300, 1e300, 0], [-745, -745], [0, double.NegativeInfinity]];

    private static IEnumerable<PrimitiveCase<T>> Reduction() =>
    [
        .. Reductions(nameof(Sum), Sum, Sum, Sum, x => x.Sum(), Domain.Real, true, [[1e30, -1e30], [1e300, 1e-300], []]),
        .. Reductions(nameof(Mean), Mean, Mean, Mean, x => x.Sum() / x.Length, Domain.Real, true, [[1e30, -1e30], [1e300, 1e-300], []]),
        .. Reductions(nameof(Max), Max, Max, Max, x => x.Max(), Domain.Separated(), false, [[1e30, 1e30, -1], [0, -0.0], [double.NegativeInfinity, 1]]),
        .. Reductions(nameof(Min), Min, Min, Min, x => x.Min(), Domain.Separated(), false, [[-1e30, -1e30, 1], [0, -0.0], [double.PositiveInfinity, 1]]),
        .. Reductions(nameof(Prod), Prod, Prod, Prod, Product, Domain.Real, true, [[0, 2, 3], [0, 0, 3], [1e30, 1e-30, 0], [-0.0, 1], []]),
        .. Reductions(nameof(LogSumExp), LogSumExp, LogSumExp, LogSumExp,
            x => x.Length == 0 ? double.NegativeInfinity : Precise.LogSumExp(x), Domain.Real, true, [.. Exponents, [double.NegativeInfinity, double.NegativeInfinity], []]),
        .. AlongAxes(nameof(Softmax), Softmax, Precise.Softmax),
        .. AlongAxes(nameof(LogSoftmax), LogSoftmax, Precise.LogSoftmax),
        Picked(),
    ];

    private static PrimitiveCase<T> Picked() => new(
        nameof(LogSoftmaxAt), nameof(LogSoftmaxAt),
        Samples.From(Gen.Choose(1, 4).SelectMany(rank => Lengths(rank, 1, 5)).Select(shape => new[] { shape, Shape.Create(shape.Lengths[..^1]) }),
            shapes => shapes[0].Rank > 0 && shapes[1].Lengths.SequenceEqual(shapes[0].Lengths[..^1])),
        [Domain.Real, Domain.Indices(shapes => shapes[0][^1])], x => LogSoftmaxAt(x[0], x[1]),
        x => Dense.Fill(x[1].Shape, index => x[0].MapLines(x[0].Shape.Rank - 1, Precise.LogSoftmax)[[.. index, (int)x[1][index]]]));

    private static IEnumerable<PrimitiveCase<T>> Reductions(
        string operation, Func<Variable<T>, Variable<T>> all, OverAxis overAxis, OverAxes overAxes, Func<double[], double> reference, Domain domain,
        bool withEmpty, double[][] extremes)
    {
        yield return new(operation, operation, Samples.OfOneShape(withEmpty: withEmpty), [domain], x => all(x[0]),
            x => new([], [reference(x[0].Values)]))
        {
            Extremes = [.. extremes.Select(values => new[] { Dense.Vector(values) })],
        };
        yield return new($"{operation} along the last axis", operation, Samples.OfOneShape(minimumRank: 1, withEmpty: withEmpty), [domain],
            x => overAxis(x[0], -1, false), x => x[0].Reduce([x[0].Shape.Rank - 1], false, reference));
        yield return new($"{operation} along the first axis, kept", operation, Samples.OfOneShape(minimumRank: 1, withEmpty: withEmpty), [domain],
            x => overAxis(x[0], 0, true), x => x[0].Reduce([0], true, reference));
        for (var subset = 0; subset < 8; subset++)
        {
            int[] axes = [.. Enumerable.Range(0, 3).Where(axis => (subset >> axis & 1) != 0)];
            foreach (var kept in new[] { false, true })
            {
                yield return new($"{operation} over axes [{string.Join(", ", axes)}]{(kept ? ", kept" : "")}", operation,
                    Samples.OfOneShape(minimumRank: 3, maximumRank: 3, withEmpty: withEmpty), [domain],
                    x => overAxes(x[0], axes, kept), x => x[0].Reduce(axes, kept, reference));
            }
        }
    }

    private static IEnumerable<PrimitiveCase<T>> AlongAxes(
        string operation, Func<Variable<T>, int, Variable<T>> function, Func<double[], double[]> reference)
    {
        foreach (var axis in new[] { 0, 1, 2 })
        {
            yield return new($"{operation} along axis {axis}", operation, Samples.OfOneShape(minimumRank: 3, maximumRank: 3, withEmpty: true), [Domain.Real],
                x => function(x[0], axis), x => x[0].MapLines(axis, reference));
        }
        yield return new($"{operation} along the last axis", operation, Samples.OfOneShape(minimumRank: 1, withEmpty: true), [Domain.Real],
            x => function(x[0], -1), x => x[0].MapLines(x[0].Shape.Rank - 1, reference))
        {
            Extremes = [.. Exponents.Select(values => new[] { Dense.Vector(values) })],
        };
    }
}
