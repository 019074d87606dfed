using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Rearranging() =>
    [
        Shaped("Squeeze of all", nameof(Squeeze), Samples.OfOneShape(withEmpty: true), Squeeze,
            x => new(Shape.Create([.. x.Shape.Where(length => length != 1)]), x.Values)),
        Shaped("Squeeze of two axes", nameof(Squeeze), Samples.OfOneShape(minimumRank: 1, maximumRank: 2, withEmpty: true),
            x => Squeeze(Reshape(x, Shape.Create([1, .. x.Shape, 1])), -1, 0), x => x),
        Shaped("Unsqueeze to two axes", nameof(Unsqueeze), Samples.OfOneShape(withEmpty: true), x => Unsqueeze(x, -1, 0),
            x => new([1, .. x.Shape, 1], x.Values)),
        Shaped("Unsqueeze within", nameof(Unsqueeze), Samples.OfOneShape(minimumRank: 2, maximumRank: 2, withEmpty: true), x => Unsqueeze(x, 1),
            x => new([x.Shape[0], 1, x.Shape[1]], x.Values)),
        .. new (int Source, int Destination, int[] Order)[] { (0, 2, [1, 2, 0]), (-1, 0, [2, 0, 1]), (1, -1, [0, 2, 1]) }.Select(move => Shaped(
            $"MoveAxis {move.Source} to {move.Destination}", nameof(MoveAxis), OfThreeAxes, x => MoveAxis(x, move.Source, move.Destination),
            x => Permuted(x, move.Order))),
        Shaped("SwapAxes 0 and -1", nameof(SwapAxes), OfThreeAxes, x => SwapAxes(x, 0, -1), x => Permuted(x, [2, 1, 0])),
        Shaped("Flip of all", nameof(Flip), Samples.OfOneShape(withEmpty: true), Flip,
            x => Dense.Fill(x.Shape, index => x[[.. index.Select((i, axis) => x.Shape[axis] - 1 - i)]])),
        .. new int[][] { [0], [1], [-1], [2, 0] }.Select(axes => Shaped(
            $"Flip of axes [{string.Join(", ", axes)}]", nameof(Flip), OfThreeAxes, x => Flip(x, axes), x => Dense.Fill(x.Shape, index =>
                x[[.. index.Select((i, axis) => axes.Contains(axis) || axes.Contains(axis - 3) ? x.Shape[axis] - 1 - i : i)]]))),
        .. new[] { (1, 0), (-1, 1), (5, -1) }.Select(move => Rolled($"Roll by {move.Item1} along axis {move.Item2}",
            x => Roll(x, move.Item1, move.Item2), [move.Item2 < 0 ? 2 : move.Item2], move.Item1)),
        Rolled("Roll along two axes", x => Roll(x, [2, 2], [0, -1]), [0, 2], 2),
        Shaped("Roll of all", nameof(Roll), Samples.OfOneShape(withEmpty: true), x => Roll(x, -2),
            x => new(x.Shape, [.. x.Values.Select((_, i) => x.Values[(i + 2) % x.Values.Length])])),
        .. new int[][] { [2], [2, 1, 3], [3, 1], [2, 1, 1, 2], [1, 0, 1] }.Select(repeats => Shaped(
            $"Tile by [{string.Join(", ", repeats)}]", nameof(Tile), OfThreeAxes, x => Tile(x, repeats), x => Tiled(x, repeats)) with
        {
            Derivative = repeats.Contains(0) ? Derivative.IsZero : Derivative.Exists,
        }),
        .. Enumerable.Range(0, 3).Select(axis => Shaped($"Repeat along axis {axis}", nameof(Repeat), OfThreeAxes, x => Repeat(x, axis + 1, axis), x =>
            Dense.Fill(x.Shape.With(axis, x.Shape[axis] * (axis + 1)), index => x[[.. index.Select((i, at) => at == axis ? i / (axis + 1) : i)]]))),
        .. Enumerable.Range(0, 3).Select(axis => Shaped($"Split in halves along axis {axis}", nameof(Split),
            Where(One(Lengths(3, 1, 3).Select(shape => shape.With(axis, 2 * shape[axis]))), x => Split(x[0], 2, axis)[0]), x => Concatenate([.. Split(x, 2, axis).Reverse()], axis), x =>
            Dense.Fill(x.Shape, index => x[[.. index.Select((i, at) => at == axis ? (i + (x.Shape[axis] / 2)) % x.Shape[axis] : i)]]))),
        Shaped("Split by sizes", nameof(Split), Where(One(Lengths(2, 3, 3)), x => Split(x[0], [1, 0, 2], -1)[2]), x => Split(x, [1, 0, 2], -1)[2],
            x => Dense.Fill([x.Shape[0], 2], index => x[index[0], index[1] + 1])),
        Shaped("Split into an empty part", nameof(Split), Where(One(Lengths(2, 3, 3)), x => Split(x[0], [1, 0, 2], -1)[2]), x => Split(x, [1, 0, 2], -1)[1],
            x => new([x.Shape[0], 0], [])) with
        {
            Derivative = Derivative.IsZero,
        },
        Shaped("Chunk, the last", nameof(Chunk), Where(One(Lengths(2, 1, 6)), x => Chunk(x[0], 3, 1)[^1]), x => Chunk(x, 3, 1)[^1], x =>
        {
            var (length, size) = (x.Shape[1], (int)Math.Ceiling(x.Shape[1] / 3.0));
            var start = (length - 1) / size * size;
            return Dense.Fill([x.Shape[0], length - start], index => x[index[0], index[1] + start]);
        }),
        Shaped("Slice backwards", nameof(Slice), LongAxes(3), x => Slice(x, 1, 1.., -1),
            x => Dense.Fill(x.Shape.With(1, x.Shape[1] - 1), index => x[index[0], x.Shape[1] - 1 - index[1], index[2]])),
        Shaped("Slice backwards with a step of 2", nameof(Slice), LongAxes(3), x => Slice(x, -1, ..^1, -2),
            x => Dense.Fill(x.Shape.With(2, x.Shape[2] / 2), index => x[index[0], index[1], x.Shape[2] - 2 - (2 * index[2])])),
        Shaped("Slice of an element and a range", nameof(Slice), LongAxes(3), x => x[1, .., ^2..],
            x => Dense.Fill([x.Shape[1], 2], index => x[1, index[0], x.Shape[2] - 2 + index[1]])),
        Shaped("Slice of elements only", nameof(Slice), LongAxes(2), x => x[^1, 0], x => new([], [x[x.Shape[0] - 1, 0]])),
        Shaped("Slice with two negative steps", nameof(Slice), LongAxes(3), x => x[(.., -2), ^2, (1..^1, -1)],
            x => Dense.Fill([(x.Shape[0] + 1) / 2, x.Shape[2] - 2], index =>
                x[x.Shape[0] - 1 - (2 * index[0]), x.Shape[1] - 2, x.Shape[2] - 2 - index[1]])),
    ];

    private static FsCheck.Arbitrary<Sample> LongAxes(int rank) => Samples.From(One(Lengths(rank, 3, 5)), shapes => shapes[0].All(length => length >= 3));

    private static FsCheck.Arbitrary<Sample> OfThreeAxes => Samples.OfOneShape(minimumRank: 3, maximumRank: 3, withEmpty: true);

    private static PrimitiveCase<T> Rolled(string name, Func<Variable<T>, Variable<T>> function, int[] axes, int shift) =>
        Shaped(name, nameof(Roll), OfThreeAxes, function, x => Dense.Fill(x.Shape, index =>
            x[[.. index.Select((i, axis) => axes.Contains(axis) ? (i - shift + (6 * x.Shape[axis])) % x.Shape[axis] : i)]]));

    private static Dense Tiled(Dense x, int[] repeats)
    {
        var (added, ones) = (Math.Max(repeats.Length - x.Shape.Rank, 0), Math.Max(x.Shape.Rank - repeats.Length, 0));
        int[] counts = [.. Enumerable.Repeat(1, ones), .. repeats];
        int[] lengths = [.. Enumerable.Repeat(1, added), .. x.Shape];
        return Dense.Fill(Shape.Create([.. lengths.Zip(counts, (length, count) => length * count)]),
            index => x[[.. index[added..].Select((i, axis) => i % x.Shape[axis])]]);
    }
}
