using System.Numerics;
using AutoGrad.Kernels.Standardization;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The mean and the variance of the population along axes, m[..] = 1/n Σᵢ x[.., i, ..] and v[..] = 1/n Σᵢ (x[.., i, ..] - m)², from one pass over memory.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>
    /// The mean is subtracted before anything is squared, so that a large mean costs no digits. Times n/(n - 1), the variance is that of a sample. Both
    /// are NaN of no elements.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static (Variable<T> Mean, Variable<T> Variance) Moments<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var normal = Axes.Normalize(nameof(Moments), ShapeOf(x), axes);
        var (mean, variance) = Rows(Grouping.MomentsOf(x, normal));
        if (keepDimensions)
            return (mean, variance);
        var shape = Shape.Create([.. Enumerable.Range(0, x.Shape.Rank).Where(axis => !normal.Contains(axis)).Select(axis => x.Shape[axis])]);
        return (Reshape(mean, shape), Reshape(variance, shape));
    }

    // The two parts of what is stacked.
    private static (Variable<T> First, Variable<T> Second) Rows<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = Shape.Create(x.Shape.Lengths[1..]);
        return (Reshape(Slice(x, 0, ..1), shape), Reshape(Slice(x, 0, 1..), shape));
    }

    /// <summary>The mean and the variance of each group, stacked: [2, ..], with a length of 1 along the axes.</summary>
    private sealed record MomentsPrimitive<T>(Axes Axes) : ComposedPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Grouping.Stacked(x[0].Shape, Axes);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            GroupMoments.Run(ValuesOf(x[0]), y, Grouping.Of(x[0].Shape, Axes)!.Value);

        // Moving the mean changes the sum of squares about it by nothing to first order: ∂m/∂xᵢ = 1/n and ∂v/∂xᵢ = 2(xᵢ - m)/n.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var count = (double)Grouping.Of(x[0].Shape, Axes)!.Value.Count;
            var (meanBar, varianceBar) = Rows(yBar);
            return ((x[0] - Rows(y).First) * (varianceBar * (2 / count))) + (meanBar / count);
        }

        protected override Variable<T> Compose(ReadOnlySpan<Variable<T>> x) =>
            Stack([Mean(x[0], Axes.Values, keepDimensions: true), Variance(x[0], Axes.Values, keepDimensions: true, correction: 0)]);

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 3.0 * x[0].Size;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("moments", @"\operatorname{moments}", string.Join(", ", Axes.Values.ToArray()), x);
    }
}
