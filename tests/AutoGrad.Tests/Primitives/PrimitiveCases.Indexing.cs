using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Indexing() =>
    [
        Sliced("Slice of two axes", x => Slice(x, 1..3, ..^1), _ => [1, 2], n => Upto(n - 1), Upto),
        Sliced("Slice of the last axis", x => Slice(x, .., .., 2..), Upto, Upto, n => Enumerable.Range(2, n - 2)),
        Sliced("Slice to nothing", x => Slice(x, 1, 2..2), Upto, _ => [], Upto) with { Derivative = Derivative.IsZero },
        Sliced("Slice with a step", x => Slice(x, 1, .., 2), Upto, n => Upto(n).Where(i => i % 2 == 0), Upto),
        Sliced("Slice from 1 with a step of 3", x => Slice(x, -1, 1.., 3), Upto, Upto, n => Upto(n).Where(i => i % 3 == 1)),
        .. Enumerable.Range(0, 3).SelectMany(axis => new[] { Concatenated(axis), Gathered(axis), Scattered(axis) }),
        .. Enumerable.Range(0, 3).Select(axis => new PrimitiveCase<T>(
            $"Stack along axis {axis}", nameof(Stack), Samples.OfOneShape(3, 2, 2, withEmpty: true), [Domain.Real, Domain.Real, Domain.Real],
            x => Stack<T>(x, axis), x => Dense.Fill([.. x[0].Shape.Lengths[..axis], 3, .. x[0].Shape.Lengths[axis..]],
                index => x[index[axis]][[.. index[..axis], .. index[(axis + 1)..]]]))),
        new("Stack along the last axis", nameof(Stack), Samples.OfOneShape(2), [Domain.Real, Domain.Real],
            x => Stack<T>(x, -1), x => Dense.Fill([.. x[0].Shape, 2], index => x[index[^1]][index[..^1]])),
        new(nameof(OneHot), nameof(OneHot), Samples.OfOneShape(withEmpty: true), [Domain.Indices(_ => 4)],
            x => OneHot(x[0], 4), x => Dense.Fill([.. x[0].Shape, 4], index => x[0][index[..^1]] == index[^1] ? 1 : 0))
        {
            Derivative = Derivative.Missing,
        },
    ];

    private static IEnumerable<int> Upto(int count) => Enumerable.Range(0, count);

    // The places that are taken of each axis follow from its length.
    private static PrimitiveCase<T> Sliced(
        string name, Func<Variable<T>, Variable<T>> function, params Func<int, IEnumerable<int>>[] places) =>
        new(name, nameof(Slice), Where(One(Lengths(3, 3, 5)), x => function(x[0])), [Domain.Real], x => function(x[0]), x =>
        {
            var taken = places.Select((place, axis) => place(x[0].Shape[axis]).ToArray()).ToArray();
            return Dense.Fill([.. taken.Select(axis => axis.Length)], index => x[0][[.. index.Select((i, axis) => taken[axis][i])]]);
        });

    private static PrimitiveCase<T> Concatenated(int axis)
    {
        Variable<T> Function(Variable<T>[] x) => Concatenate<T>(x, axis);
        var shapes = Lengths(3, 1, 3).SelectMany(
            _ => Gen.ArrayOf(Gen.Choose(0, 3), 3), (shape, lengths) => Array.ConvertAll(lengths, length => shape.With(axis, length)));
        return new($"Concatenate along axis {axis}", nameof(Concatenate), Where(shapes, Function), [Domain.Real, Domain.Real, Domain.Real], Function, x =>
            Dense.Fill(x[0].Shape.With(axis, x.Sum(part => part.Shape[axis])), index =>
            {
                var place = (int[])index.Clone();
                foreach (var part in x)
                {
                    if (place[axis] < part.Shape[axis])
                        return part[place];
                    place[axis] -= part.Shape[axis];
                }
                throw new InvalidOperationException("An index lies beyond the parts.");
            }));
    }

    // More indices than elements, so that some are repeated.
    private static PrimitiveCase<T> Gathered(int axis)
    {
        Variable<T> Function(Variable<T>[] x) => Gather(x[0], x[1], axis);
        var shapes = Lengths(3, 1, 3).SelectMany(_ => Gen.Choose(0, 6), (shape, count) => new[] { shape, shape.With(axis, count) });
        return new($"Gather along axis {axis}", nameof(Gather), Where(shapes, Function), [Domain.Real, Domain.Indices(shape => shape[0][axis])], Function, x =>
            Dense.Fill(x[1].Shape, index =>
            {
                var place = (int[])index.Clone();
                place[axis] = (int)x[1][index];
                return x[0][place];
            }));
    }

    private static PrimitiveCase<T> Scattered(int axis)
    {
        Variable<T> Function(Variable<T>[] x) => ScatterAdd(x[0], x[1], axis, 3);
        return new($"ScatterAdd along axis {axis}", nameof(ScatterAdd), Samples.OfOneShape(2, 3, 3, withEmpty: true), [Domain.Real, Domain.Indices(_ => 3)],
            Function, x => Dense.Fill(x[0].Shape.With(axis, 3), index =>
            {
                var sum = 0.0;
                var place = (int[])index.Clone();
                for (place[axis] = 0; place[axis] < x[0].Shape[axis]; place[axis]++)
                    sum += x[1][place] == index[axis] ? x[0][place] : 0;
                return sum;
            }));
    }
}
