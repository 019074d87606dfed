using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Convolutions()
    {
        yield return Convolved("Conv1d", 1, new(1), x => Conv1d(x[0], x[1]));
        yield return Convolved("Conv1d with stride, padding and dilation", 1, new(1) { Stride = [2], Before = [1], After = [1], Dilation = [2] },
            x => Conv1d(x[0], x[1], stride: 2, padding: 1, dilation: 2));
        yield return Convolved("Conv1d with a bias, padded to the same length", 1, new(1) { Stride = [2], IsSame = true, HasBias = true },
            x => Conv1d(x[0], x[1], x[2], stride: 2, padding: Padding.Same));
        yield return Convolved("Conv2d", 2, new(2), x => Conv2d(x[0], x[1]));
        yield return Convolved("Conv2d with a bias, of another stride and padding an axis", 2,
            new(2) { Stride = [1, 2], Before = [1, 0], After = [0, 2], HasBias = true },
            x => Conv2d(x[0], x[1], x[2], stride: [1, 2], padding: Padding.Of((1, 0), (0, 2))));
        yield return Convolved("Conv2d with groups", 2, new(2) { Before = [1, 1], After = [1, 1], Groups = 2 }, x => Conv2d(x[0], x[1], padding: 1, groups: 2));
        yield return Convolved("Conv2d with dilation", 2, new(2) { Before = [2, 1], After = [2, 1], Dilation = [2, 1] },
            x => Conv2d(x[0], x[1], padding: [2, 1], dilation: [2, 1]));
        yield return Convolved("Conv2d padded to the same lengths", 2, new(2) { IsSame = true, Dilation = [2, 2] },
            x => Conv2d(x[0], x[1], padding: Padding.Same, dilation: 2));
        yield return Convolved("Conv3d", 3, new(3) { HasBias = true }, x => Conv3d(x[0], x[1], x[2]));
        yield return Convolved("Conv3d with stride, padding and groups", 3, new(3) { Stride = [2, 1, 2], Before = [0, 1, 1], After = [0, 1, 1], Groups = 2 },
            x => Conv3d(x[0], x[1], stride: [2, 1, 2], padding: [0, 1, 1], groups: 2));

        yield return Transposed("ConvTranspose1d", 1, new(1) { HasBias = true }, x => ConvTranspose1d(x[0], x[1], x[2]));
        yield return Transposed("ConvTranspose1d with dilation and output padding", 1, new(1) { Stride = [2], Before = [1], After = [-1], Dilation = [3] },
            x => ConvTranspose1d(x[0], x[1], stride: 2, padding: 1, outputPadding: 2, dilation: 3));
        yield return Transposed("ConvTranspose2d with stride and output padding", 2, new(2) { Stride = [2, 3], After = [-1, -2] },
            x => ConvTranspose2d(x[0], x[1], stride: [2, 3], outputPadding: [1, 2]));
        yield return Transposed("ConvTranspose2d with groups", 2, new(2) { Before = [1, 0], After = [1, 0], Groups = 2 },
            x => ConvTranspose2d(x[0], x[1], padding: [1, 0], groups: 2));
        yield return Transposed("ConvTranspose2d to the same lengths times the stride", 2, new(2) { Stride = [2, 2], IsSame = true },
            x => ConvTranspose2d(x[0], x[1], stride: 2, padding: Padding.Same));
        yield return Transposed("ConvTranspose3d", 3, new(3) { Stride = [1, 2, 1] }, x => ConvTranspose3d(x[0], x[1], stride: [1, 2, 1]));

        yield return Pooled("Unfold along one axis", 1, 2, Domain.Real, x => Unfold(x, 2), x => DensePooling.Columns(x, [2], [1], [0], [0], [1]));
        yield return Pooled("Unfold with stride, padding and dilation", 2, 2, Domain.Real,
            x => Unfold(x, [2, 1], stride: [1, 2], padding: Padding.Of((1, 0), (0, 1)), dilation: [2, 1]),
            x => DensePooling.Columns(x, [2, 1], [1, 2], [1, 0], [0, 1], [2, 1]));
        yield return Pooled("Unfold along three axes", 3, 2, Domain.Real, x => Unfold(x, [2, 1, 2]),
            x => DensePooling.Columns(x, [2, 1, 2], [1, 1, 1], [0, 0, 0], [0, 0, 0], [1, 1, 1]));
        yield return Folded("Fold along one axis", 2, 3, x => Fold(x, 4, 2), x => DensePooling.FromColumns(x, [4], [2], [1], [0], [0], [1]));
        yield return Folded("Fold with stride, padding and dilation", 6, 6,
            x => Fold(x, [3, 4], [3, 2], stride: [1, 2], padding: [1, 1], dilation: [1, 2]),
            x => DensePooling.FromColumns(x, [3, 4], [3, 2], [1, 2], [1, 1], [1, 1], [1, 2]));
    }

    private static PrimitiveCase<T> Folded(
        string name, int rows, int windows, Func<Variable<T>, Variable<T>> function, Func<Dense, Dense> reference) =>
        new(name, "Fold", Where(One(Gen.Choose(0, 2).SelectMany(_ => Gen.Choose(1, 2), (batch, channels) => Shape.Create([batch, channels * rows, windows]))),
            x => function(x[0])), [Domain.Real], x => function(x[0]), x => reference(x[0]));

    private static PrimitiveCase<T> Convolved(string name, int axes, DenseConvolution plain, Func<Variable<T>[], Variable<T>> function) =>
        new(name, name.Split(' ')[0], Where(Operands(axes, plain, isTransposed: false), function), Enumerable.Repeat(Domain.Real, plain.HasBias ? 3 : 2).ToArray(),
            function, plain.Forward);

    private static PrimitiveCase<T> Transposed(string name, int axes, DenseConvolution plain, Func<Variable<T>[], Variable<T>> function) =>
        new(name, name.Split(' ')[0], Where(Operands(axes, plain, isTransposed: true), function), Enumerable.Repeat(Domain.Real, plain.HasBias ? 3 : 2).ToArray(),
            function, plain.Transpose);

    // Some batches are empty. Lengths are such that few windows fall out.
    private static Gen<Shape[]> Operands(int axes, DenseConvolution plain, bool isTransposed) =>
        from batch in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 2)))
        from channels in Gen.Choose(1, 2)
        from filters in Gen.Choose(1, 2)
        from window in Gen.ArrayOf(Gen.Choose(1, axes == 3 ? 2 : 3), axes)
        from more in Gen.ArrayOf(Gen.Choose(0, 2), axes)
        let input = window.Select((length, axis) => isTransposed ? more[axis] + 1 + (2 * plain.Before[axis]) : ((length - 1) * plain.Dilation[axis]) + 1 + more[axis]).ToArray()
        let shapes = new Shape[]
        {
            [batch, channels * plain.Groups, .. input],
            [(isTransposed ? channels : filters) * plain.Groups, isTransposed ? filters : channels, .. window],
            [filters * plain.Groups],
        }
        select plain.HasBias ? shapes : shapes[..2];
}
