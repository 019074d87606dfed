using System.Globalization;
using AutoGrad.Testing;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Moment() =>
    [
        .. Spread(nameof(Variance), x => Variance(x, correction: 0), (x, axis, kept) => Variance(x, axis, kept, 0), (x, axes, kept) => Variance(x, axes, kept, 0),
            x => Squares(x) / x.Length, [[3], [0.5, 0.5, 0.5], [1e8, 100000001, 100000002], [1e15, 1]]),
        .. Spread(nameof(Variance), x => Variance(x), (x, axis, kept) => Variance(x, axis, kept), (x, axes, kept) => Variance(x, axes, kept),
            x => Squares(x) / (x.Length - 1), [[1e8, 100000001, 100000002]], " of a sample").Take(3),
        .. Spread(nameof(StandardDeviation), x => StandardDeviation(x, correction: 0), (x, axis, kept) => StandardDeviation(x, axis, kept, 0),
            (x, axes, kept) => StandardDeviation(x, axes, kept, 0), x => Math.Sqrt(Squares(x) / x.Length), [[3], [0.5, 0.5, 0.5], [1e8, 100000001, 100000002]]).Take(3),
        .. Spread(nameof(StandardDeviation), x => StandardDeviation(x), (x, axis, kept) => StandardDeviation(x, axis, kept),
            (x, axes, kept) => StandardDeviation(x, axes, kept), x => Math.Sqrt(Squares(x) / (x.Length - 1)), [[1e8, 100000001, 100000002]], " of a sample").Take(3),
        .. Normed(2),
        .. new[] { -1, 0.5, 1, 1.5, 3, double.PositiveInfinity, double.NegativeInfinity }.SelectMany(order => Normed(order).Take(3)),
    ];

    private static double Squares(double[] x) => x.Sum(value => (value - x.Average()) * (value - x.Average()));

    // One element has no spread that could be differentiated, and equal ones have a kink there.
    private static IEnumerable<PrimitiveCase<T>> Spread(
        string operation, Func<Variable<T>, Variable<T>> all, OverAxis overAxis, OverAxes overAxes, Func<double[], double> reference, double[][] extremes, string kind = "")
    {
        var samples = Samples.From(One(Lengths(3, 3, 4)), shapes => shapes[0].Rank == 3 && shapes[0].All(length => length >= 3));
        return Reductions(operation, all, overAxis, overAxes, reference, Domain.Separated(), false, extremes)
            .Where(row => !row.Name.Contains("over axes []", StringComparison.Ordinal)).Select(row => row with { Name = row.Name + kind, Samples = samples });
    }

    private static IEnumerable<PrimitiveCase<T>> Normed(double order)
    {
        var text = order.ToString(CultureInfo.InvariantCulture);
        // The absolute values of separated elements are separated where all have one sign.
        var shift = double.IsInfinity(order) ? 30 : 0;
        double Reference(double[] x) => double.IsPositiveInfinity(order) ? x.Max(value => Math.Abs(value - shift))
            : double.IsNegativeInfinity(order) ? x.Min(value => Math.Abs(value - shift))
            : Math.Pow(x.Sum(value => Math.Pow(Math.Abs(value), order)), 1 / order);
        return Reductions(nameof(Norm), x => Norm(x - shift, order), (x, axis, kept) => Norm(x - shift, order, axis, kept),
            (x, axes, kept) => Norm(x - shift, order, axes, kept), Reference, shift == 0 ? Domain.NonZero : Domain.Separated(),
            order >= 0 && shift == 0, [[0, 0], [0, 3], [1e15, 1e15], [1e-15, -1e-15]])
            .Select(row => row with { Name = $"{row.Name}, of order {text}" });
    }
}
