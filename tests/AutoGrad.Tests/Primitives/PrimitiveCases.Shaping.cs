using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Shaping() =>
    [
        Unary(nameof(Identity), Identity, x => x, Domain.Real, [.. Tiny, .. Large]),
        Shaped("Reshape to a vector", nameof(Reshape), Samples.OfOneShape(withEmpty: true), x => Reshape(x, x.Shape.Size), x => new([x.Shape.Size], x.Values)),
        Shaped("Reshape with a length left open", nameof(Reshape), Samples.OfOneShape(withEmpty: true), x => Reshape(x, -1, 1),
            x => new([x.Shape.Size, 1], x.Values)),
        Shaped("Reshape with more axes", nameof(Reshape), Samples.OfOneShape(withEmpty: true), x => Reshape(x, Shape.Create([1, .. x.Shape, 1])),
            x => new([1, .. x.Shape, 1], x.Values)),
        Shaped("BroadcastTo more axes", nameof(BroadcastTo), Samples.OfOneShape(maximumRank: 3, withEmpty: true),
            x => BroadcastTo(x, Shape.Create([2, 3, .. x.Shape])), x => Dense.Fill([2, 3, .. x.Shape], x.Stretched)),
        Shaped("BroadcastTo along axes of length 1", nameof(BroadcastTo), Samples.OfOneShape(minimumRank: 1, maximumRank: 2),
            x => BroadcastTo(Reshape(x, Shape.Create([1, .. x.Shape, 1])), Shape.Create([2, .. x.Shape, 3])),
            x => Dense.Fill([2, .. x.Shape, 3], index => x[index[1..^1]])),
        .. new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] }.Select(order => Shaped(
            $"Permute to [{string.Join(", ", order)}]", nameof(Permute), Samples.OfOneShape(minimumRank: 3, maximumRank: 3, withEmpty: true),
            x => Permute(x, order), x => Permuted(x, order))),
        Shaped("Permute of four axes", nameof(Permute), Samples.OfOneShape(minimumRank: 4, maximumRank: 4), x => Permute(x, -1, 0, 2, 1),
            x => Permuted(x, [3, 0, 2, 1])),
        Shaped(nameof(Transpose), nameof(Transpose), Samples.OfOneShape(minimumRank: 2, withEmpty: true), Transpose,
            x => Permuted(x, [.. Enumerable.Range(0, x.Shape.Rank - 2), x.Shape.Rank - 1, x.Shape.Rank - 2])),
    ];

    private static PrimitiveCase<T> Shaped(
        string name, string operation, FsCheck.Arbitrary<Sample> samples, Func<Variable<T>, Variable<T>> function, Func<Dense, Dense> reference) =>
        new(name, operation, samples, [Domain.Real], x => function(x[0]), x => reference(x[0]));

    private static Dense Permuted(Dense x, int[] order) => Dense.Fill(Shape.Create(Array.ConvertAll(order, axis => x.Shape[axis])), index =>
    {
        var source = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            source[order[i]] = index[i];
        return x[source];
    });
}
