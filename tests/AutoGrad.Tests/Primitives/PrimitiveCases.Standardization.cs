using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private const double Epsilon = 0.125;

    private static IEnumerable<PrimitiveCase<T>> Standardization()
    {
        var samples = Samples.From(One(Lengths(3, 3, 4)), shapes => shapes[0].Rank == 3 && shapes[0].All(length => length >= 3));
        foreach (var axes in new int[][] { [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2] })
        {
            var over = $"over axes [{string.Join(", ", axes)}]";
            yield return new($"Moments {over}", nameof(Moments), samples, [Domain.Real],
                x => Moments(x[0], axes, keepDimensions: true) is var (mean, variance) ? Stack([mean, variance]) : x[0], x => StackedMoments(x[0], axes));
            yield return new($"Standardize {over}", nameof(Standardize), samples, [Domain.Real],
                x => Standardize(x[0], axes, Epsilon), x => Standardized(x[0], axes));
            yield return Affine($"of groups {over}", axes, shape => Kept(shape, axes));
            yield return Affine($"of lines {over}", axes, shape => Kept(shape, [.. Enumerable.Range(0, 3).Except(axes)]));
        }
        var vectors = Samples.From(One(Lengths(1, 3, 6)), shapes => shapes[0].Rank == 1 && shapes[0][0] >= 3);
        double[][] extremes = [[1e8, 100000001, 100000002], [3], [0.5, 0.5, 0.5], [1e15, 1]];
        yield return new("Moments of a vector", nameof(Moments), vectors, [Domain.Real],
            x => Moments(x[0], [0], keepDimensions: true) is var (mean, variance) ? Stack([mean, variance]) : x[0], x => StackedMoments(x[0], [0]))
        {
            Extremes = [.. extremes.Select(values => new[] { Dense.Vector(values) })],
        };
        yield return new("Standardize of a vector", nameof(Standardize), vectors, [Domain.Real], x => Standardize(x[0], [0], Epsilon), x => Standardized(x[0], [0]))
        {
            Extremes = [.. extremes.Select(values => new[] { Dense.Vector(values) })],
        };
        yield return Affine("of each element", [1, 2], shape => shape);
        yield return Affine("of the last axis", [0, 2], shape => [shape[2]]);
        yield return new("Standardize with a shift alone", nameof(Standardize), samples, [Domain.Real],
            x => Standardize(x[0], [0, 2], Epsilon, shift: Slice(x[0], 0, 1..2)), x => Dense.Map(Standardized(x[0], [0, 2]), Dense.Fill([1, x[0].Shape[1], x[0].Shape[2]], index => x[0][1, index[1], index[2]]), (y, shift) => y + shift));
        yield return new("StandardizeWithMoments over axes [0, 2]", nameof(StandardizeWithMoments), samples, [Domain.Real],
            x => StandardizeWithMoments(x[0], [0, 2], Epsilon) is var (y, mean, variance) ? y + (mean * variance) : x[0],
            x => Dense.Map(Standardized(x[0], [0, 2]), Dense.Map(x[0].Reduce([0, 2], true, group => group.Average()), x[0].Reduce([0, 2], true, group => Squares(group) / group.Length), (m, v) => m * v), (y, shift) => y + shift));
    }

    private static PrimitiveCase<T> Affine(string name, int[] axes, Func<Shape, Shape> scaleOf) => new(
        $"Standardize with a scale and a shift {name}", nameof(Standardize),
        Samples.From(Lengths(3, 3, 4).Select(shape => new[] { shape, scaleOf(shape), scaleOf(shape) }),
            shapes => shapes[0].Rank == 3 && shapes[0].All(length => length >= 3) && shapes[1].Equals(scaleOf(shapes[0])) && shapes[2].Equals(shapes[1])),
        [Domain.Real, Domain.NonZero, Domain.Real], x => Standardize(x[0], axes, Epsilon, x[1], x[2]),
        x => Dense.Map(Dense.Map(Standardized(x[0], axes), x[1], (y, scale) => y * scale), x[2], (y, shift) => y + shift));

    private static Shape Kept(Shape shape, int[] axes) => Shape.Create([.. Enumerable.Range(0, shape.Rank).Select(axis => axes.Contains(axis) ? 1 : shape[axis])]);

    private static Dense StackedMoments(Dense x, int[] axes)
    {
        var (mean, variance) = (x.Reduce(axes, true, group => group.Average()), x.Reduce(axes, true, group => Squares(group) / group.Length));
        return new(Shape.Create([2, .. mean.Shape.Lengths]), [.. mean.Values, .. variance.Values]);
    }

    private static Dense Standardized(Dense x, int[] axes)
    {
        var (mean, variance) = (x.Reduce(axes, true, group => group.Average()), x.Reduce(axes, true, group => Squares(group) / group.Length));
        return Dense.Map(Dense.Map(x, mean, (value, m) => value - m), variance, (centred, v) => centred / Math.Sqrt(v + Epsilon));
    }
}
