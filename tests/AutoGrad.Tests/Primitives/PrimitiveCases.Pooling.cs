using AutoGrad.Testing;
using FsCheck;
using FsCheck.Fluent;
using static AutoGrad.Op;

namespace AutoGrad.Tests.Primitives;

internal static partial class PrimitiveCases<T>
{
    private static IEnumerable<PrimitiveCase<T>> Pooling()
    {
        yield return Pooled("MaxPool along one axis", 1, 2, Domain.Separated(), x => MaxPool(x, 2),
            x => DensePooling.Windows(x, [2], [2], [0], [0], [1], Largest));
        yield return Pooled("MaxPool with overlaps and padding", 2, 3, Domain.Separated(), x => MaxPool(x, 3, stride: 1, padding: 1),
            x => DensePooling.Windows(x, [3, 3], [1, 1], [1, 1], [1, 1], [1, 1], Largest));
        yield return Pooled("MaxPool with dilation and another window an axis", 2, 3, Domain.Separated(),
            x => MaxPool(x, [2, 1], stride: [1, 2], padding: Padding.Of((0, 1), (0, 0)), dilation: [2, 1]),
            x => DensePooling.Windows(x, [2, 1], [1, 2], [0, 0], [1, 0], [2, 1], Largest));
        yield return Pooled("MaxPool along three axes, padded to the same lengths", 3, 1, Domain.Separated(),
            x => MaxPool(x, 2, stride: 1, padding: Padding.Same), x => DensePooling.Windows(x, [2, 2, 2], [1, 1, 1], [0, 0, 0], [1, 1, 1], [1, 1, 1], Largest));
        yield return Pooled("AdaptiveMaxPool", 2, 1, Domain.Separated(), x => AdaptiveMaxPool(x, [2, 3]), x => DensePooling.Parts(x, [2, 3], Largest));
        yield return Pooled("AdaptiveMaxPool along three axes", 3, 1, Domain.Separated(), x => AdaptiveMaxPool(x, 2), x => DensePooling.Parts(x, [2, 2, 2], Largest));

        yield return Pooled("AveragePool along one axis", 1, 2, Domain.Real, x => AveragePool(x, 2),
            x => DensePooling.Windows(x, [2], [2], [0], [0], [1], (values, size) => values.Sum() / size));
        yield return Pooled("AveragePool with padding that counts", 2, 2, Domain.Real, x => AveragePool(x, [3, 2], stride: [2, 1], padding: 1),
            x => DensePooling.Windows(x, [3, 2], [2, 1], [1, 1], [1, 1], [1, 1], (values, size) => values.Sum() / size));
        yield return Pooled("AveragePool with padding that does not count", 2, 2, Domain.Real,
            x => AveragePool(x, [3, 2], stride: [2, 1], padding: 1, countsPadding: false),
            x => DensePooling.Windows(x, [3, 2], [2, 1], [1, 1], [1, 1], [1, 1], (values, _) => values.Average()));
        yield return Pooled("AveragePool along three axes", 3, 2, Domain.Real, x => AveragePool(x, 2, stride: 1),
            x => DensePooling.Windows(x, [2, 2, 2], [1, 1, 1], [0, 0, 0], [0, 0, 0], [1, 1, 1], (values, size) => values.Sum() / size));
        yield return Pooled("AdaptiveAveragePool", 2, 1, Domain.Real, x => AdaptiveAveragePool(x, [2, 3]),
            x => DensePooling.Parts(x, [2, 3], (values, _) => values.Average()));
        yield return Pooled("AdaptiveAveragePool along one axis", 1, 1, Domain.Real, x => AdaptiveAveragePool(x, 3),
            x => DensePooling.Parts(x, [3], (values, _) => values.Average()));
        foreach (var p in (double[])[1, 2, 3, 2.5])
        {
            yield return Pooled($"LpPool of p = {p}", 2, 2, Domain.NonZero, x => LpPool(x, p, [2, 1], stride: 1),
                x => DensePooling.Windows(x, [2, 1], [1, 1], [0, 0], [0, 0], [1, 1], (values, _) => Math.Pow(values.Sum(value => Math.Pow(Math.Abs(value), p)), 1 / p)));
        }

        yield return Pooled("UpsampleNearest", 2, 1, Domain.Real, x => UpsampleNearest(x, [4, 3]), x => DensePooling.Interpolate(x, [4, 3], DensePooling.Nearest));
        yield return Pooled("UpsampleNearest along three axes", 3, 1, Domain.Real, x => UpsampleNearest(x, [2, 3, 5]),
            x => DensePooling.Interpolate(x, [2, 3, 5], DensePooling.Nearest));
        yield return Pooled("UpsampleLinear", 2, 1, Domain.Real, x => UpsampleLinear(x, [5, 2]), x => DensePooling.Interpolate(x, [5, 2], DensePooling.Linear));
        yield return Pooled("UpsampleLinear along one axis, with aligned ends", 1, 1, Domain.Real, x => UpsampleLinear(x, 5, alignCorners: true),
            x => DensePooling.Interpolate(x, [5], DensePooling.Aligned));
        yield return Pooled("UpsampleLinear with aligned corners", 2, 1, Domain.Real, x => UpsampleLinear(x, [6, 1], alignCorners: true),
            x => DensePooling.Interpolate(x, [6, 1], DensePooling.Aligned));
        yield return Pooled("UpsampleLinear along three axes", 3, 1, Domain.Real, x => UpsampleLinear(x, [3, 4, 2]),
            x => DensePooling.Interpolate(x, [3, 4, 2], DensePooling.Linear));
    }

    private static double Largest(double[] values, int size) => values.Max();

    private static PrimitiveCase<T> Pooled(
        string name, int axes, int least, Domain domain, Func<Variable<T>, Variable<T>> function, Func<Dense, Dense> reference) =>
        new(name, name.Split(' ')[0], Where(One(Planes(axes, least)), x => function(x[0])), [domain], x => function(x[0]), x => reference(x[0]));

    // Some batches are empty.
    private static Gen<Shape> Planes(int axes, int least) =>
        from batch in Gen.Frequency((1, Gen.Constant(0)), (9, Gen.Choose(1, 2)))
        from channels in Gen.Choose(1, 2)
        from lengths in Gen.ArrayOf(Gen.Choose(least, axes == 3 ? 3 : 5), axes)
        select Shape.Create([batch, channels, .. lengths]);
}
