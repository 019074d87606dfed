using AutoGrad.Testing;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Matrices() =>
    [
        .. new[] { 0, 1, -2 }.Select(offset => Shaped($"Diagonal {offset}", nameof(Diagonal), OfMatrices(3), x => Diagonal(x, offset), x => DiagonalOf(x, offset))),
        .. new (int Axis1, int Axis2, int[] Order)[] { (0, 1, [2, 0, 1]), (2, 0, [1, 2, 0]), (-2, -1, [0, 1, 2]), (0, -1, [1, 0, 2]) }.Select(axes => Shaped(
            $"Diagonal of axes {axes.Axis1} and {axes.Axis2}", nameof(Diagonal), Where(One(Lengths(3, 2, 4)), x => x[0]),
            x => Diagonal(x, 1, axes.Axis1, axes.Axis2), x => DiagonalOf(Permuted(x, axes.Order), 1))),
        Shaped("Diagonal beyond the matrix", nameof(Diagonal), OfMatrices(2), x => Diagonal(x, 7), x => DiagonalOf(x, 7)) with
        {
            Derivative = Derivative.IsZero,
        },
        .. new[] { 0, 2, -1 }.Select(offset => Shaped($"DiagonalMatrix {offset}", nameof(DiagonalMatrix),
            Samples.OfOneShape(minimumRank: 1, maximumRank: 3, withEmpty: true), x => DiagonalMatrix(x, offset), x =>
            {
                var side = x.Shape[^1] + Math.Abs(offset);
                return Dense.Fill([.. x.Shape.Lengths[..^1], side, side], index => index[^1] - index[^2] == offset
                    ? x[[.. index[..^2], Math.Min(index[^1], index[^2])]]
                    : 0);
            })),
        .. new[] { 0, 2, -1 }.Select(offset => Shaped($"LowerTriangle {offset}", nameof(LowerTriangle), OfMatrices(3), x => LowerTriangle(x, offset),
            x => Dense.Fill(x.Shape, index => index[^1] - index[^2] <= offset ? x[index] : 0))),
        .. new[] { 0, 2, -1 }.Select(offset => Shaped($"UpperTriangle {offset}", nameof(UpperTriangle), OfMatrices(3), x => UpperTriangle(x, offset),
            x => Dense.Fill(x.Shape, index => index[^1] - index[^2] >= offset ? x[index] : 0))),
        Shaped(nameof(Trace), nameof(Trace), OfMatrices(1), Trace, x =>
        {
            var diagonal = DiagonalOf(x, 0);
            return diagonal.Reduce([diagonal.Shape.Rank - 1], false, elements => elements.Sum());
        }),
        new(nameof(Outer), nameof(Outer), Where(Vectors(2), x => Outer(x[0], x[1])), [Domain.Real, Domain.Real],
            x => Outer(x[0], x[1]), x => Dense.Fill([x[0].Shape[0], x[1].Shape[0]], index => x[0][index[0]] * x[1][index[1]])),
        .. Enumerable.Range(0, 3).SelectMany(k => new[] { MeshIndexing.Matrix, MeshIndexing.Cartesian }.Select(indexing => Meshed(k, indexing))),
    ];

    private static FsCheck.Arbitrary<Sample> OfMatrices(int least) => Samples.From(
        Samples.Shape(0, 2, withEmpty: true).SelectMany(_ => Lengths(2, least, 4), (batch, matrix) => new[] { Shape.Create([.. batch, .. matrix]) }),
        shapes => shapes[0].Rank >= 2 && shapes[0][^1] >= least && shapes[0][^2] >= least);

    private static FsCheck.Gen<Shape[]> Vectors(int count) =>
        Gen.ArrayOf(Gen.Choose(0, 4), count).Select(lengths => Array.ConvertAll(lengths, length => Shape.Create([length])));

    // A row of one of the coordinates: the others have no influence on it, but its length and theirs make the shape.
    private static PrimitiveCase<T> Meshed(int k, MeshIndexing indexing)
    {
        var axis = indexing == MeshIndexing.Cartesian && k < 2 ? 1 - k : k;
        Variable<T> Function(Variable<T>[] x) => Meshgrid(x, indexing)[k];
        return new($"Meshgrid {indexing}, coordinate {k}", nameof(Meshgrid), Where(Vectors(3), Function), [Domain.Real, Domain.Real, Domain.Real], Function, x =>
        {
            int[] order = indexing == MeshIndexing.Cartesian ? [1, 0, 2] : [0, 1, 2];
            return Dense.Fill(Shape.Create(Array.ConvertAll(order, i => x[i].Shape[0])), index => x[k][index[axis]]);
        });
    }

    private static Dense DiagonalOf(Dense x, int offset)
    {
        var (row, column) = (Math.Max(-offset, 0), Math.Max(offset, 0));
        var length = Math.Max(Math.Min(x.Shape[^2] - row, x.Shape[^1] - column), 0);
        return Dense.Fill([.. x.Shape.Lengths[..^2], length], index => x[[.. index[..^1], index[^1] + row, index[^1] + column]]);
    }
}
