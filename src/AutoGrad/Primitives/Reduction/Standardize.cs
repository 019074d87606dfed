using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Standardization;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The elements with a mean of 0 and a variance of 1 along axes, y = scale·(x - m)/√(v + ε) + shift, where m and v are the mean and the variance of
    /// the population along the axes.
    /// </summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="scale">A factor, of a shape that broadcasts to that of x; 1 where it is left out.</param>
    /// <param name="shift">A term, of a shape that broadcasts to that of x; 0 where it is left out.</param>
    /// <remarks>
    /// It takes two passes over memory, and so does its derivative, r·(yBar - mean(yBar) - y·mean(yBar·y)) with r = 1/√(v + ε) where scale and shift are
    /// left out. That holds with a scale and a shift that are the same within each group, or the same for each group of adjacent elements; others are
    /// applied afterwards. The mean is subtracted before anything is squared, so that a large mean costs no digits. Equal elements give 0, or NaN with
    /// an ε of 0.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice; or scale or shift do not broadcast to the shape of x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">ε is negative or not finite.</exception>
    public static Variable<T> Standardize<T>(
        Variable<T> x, ReadOnlySpan<int> axes, double epsilon = 1e-5, Variable<T>? scale = null, Variable<T>? shift = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        StandardizeGroups(nameof(Standardize), x, axes, epsilon, scale, shift).Y;

    /// <summary>What <see cref="Standardize"/> gives, and the mean and the variance of the population that it was computed with.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="scale">A factor, of a shape that broadcasts to that of x; 1 where it is left out.</param>
    /// <param name="shift">A term, of a shape that broadcasts to that of x; 0 where it is left out.</param>
    /// <returns>The elements, of the shape of x, and the mean and the variance, with a length of 1 along the axes.</returns>
    /// <inheritdoc cref="Standardize" path="/exception"/>
    public static (Variable<T> Y, Variable<T> Mean, Variable<T> Variance) StandardizeWithMoments<T>(
        Variable<T> x, ReadOnlySpan<int> axes, double epsilon = 1e-5, Variable<T>? scale = null, Variable<T>? shift = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (y, moments) = StandardizeGroups(nameof(StandardizeWithMoments), x, axes, epsilon, scale, shift);
        var (mean, variance) = Rows(moments);
        return (y, mean, variance);
    }

    private static (Variable<T> Y, Variable<T> Moments) StandardizeGroups<T>(
        string operation, Variable<T> x, ReadOnlySpan<int> axes, double epsilon, Variable<T>? scale, Variable<T>? shift)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shape, normal) = (ShapeOf(x), Axes.Normalize(operation, ShapeOf(x), axes));
        Guard.Argument(double.IsFinite(epsilon) && epsilon >= 0, operation, "needs a finite epsilon of at least 0", $"{epsilon}", nameof(epsilon));
        if (scale?.Shape.BroadcastsTo(shape) == false || shift?.Shape.BroadcastsTo(shape) == false)
            Guard.ThrowShape(operation, "needs a scale and a shift that broadcast to x", $"x {shape}, scale {scale?.Shape.ToString() ?? "none"} and shift {shift?.Shape.ToString() ?? "none"}");
        if (Grouping.Of(shape, normal) is not { } layout)
        {
            // The groups are put side by side and back.
            var order = Grouping.SideBySide(shape, normal);
            var (sorted, stacked) = StandardizeGroups(operation, Permute(x, order), Grouping.LastOf(shape, normal).Values, epsilon, null, null);
            var inverse = new int[order.Length];
            for (var axis = 0; axis < order.Length; axis++)
                inverse[order[axis]] = axis;
            return (Affine(Permute(sorted, inverse), scale, shift), Reshape(stacked, Grouping.Stacked(shape, normal)));
        }
        var moments = Grouping.MomentsOf(x, normal);
        var primitive = new StandardizePrimitive<T>(normal, epsilon);
        if (scale is not null && shift is not null && LikeGroups(shape, normal, layout, scale, shift) is { } target)
            return (primitive.Apply(x, moments, BroadcastTo(Whole(scale, shape), target), BroadcastTo(Whole(shift, shape), target)), moments);
        return (Affine(primitive.Apply(x, moments), scale, shift), moments);
    }

    private static Variable<T> Affine<T>(Variable<T> y, Variable<T>? scale, Variable<T>? shift) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var scaled = scale is null ? y : y * scale;
        return shift is null ? scaled : scaled + shift;
    }

    // With as many axes as a shape has.
    private static Variable<T> Whole<T>(Variable<T> x, Shape shape) where T : unmanaged, IFloatingPointIeee754<T> =>
        Reshape(x, Shape.Create([.. Enumerable.Repeat(1, shape.Rank - x.Shape.Rank), .. x.Shape.Lengths]));

    // One number for each group, or one for each place in a line; or null.
    private static Shape? LikeGroups<T>(Shape shape, Axes axes, GroupLayout layout, Variable<T> scale, Variable<T> shift) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (kept, reduced) = (Grouping.Kept(shape, axes), Grouping.Reduced(shape, axes));
        if (scale.Shape.BroadcastsTo(kept) && shift.Shape.BroadcastsTo(kept))
            return kept;
        return layout.Outer == 1 && scale.Shape.BroadcastsTo(reduced) && shift.Shape.BroadcastsTo(reduced) ? reduced : null;
    }

    /// <summary>
    /// Standardises x by its moments, the second input, which stand beside it so that they are computed once. Since they are always those of x, the
    /// derivative in x is the whole one, and that in the moments is none. Scale and shift are the third and the fourth input, if there are any.
    /// </summary>
    private sealed record StandardizePrimitive<T>(Axes Axes, double Epsilon) : ComposedPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        private static readonly SharedCotangents<T> SumsOfGroups = new();
        private static readonly SharedCotangents<T> SumsOverLines = new();

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            if (y.IsEmpty)
                return;
            var layout = Grouping.Of(x[0].Shape, Axes)!.Value;
            using var rented = new RentedSpan<T>(layout.Groups);
            var means = ValuesOf(x[1])[..layout.Groups];
            var rates = rented.Span;
            GroupMap.Rates(ValuesOf(x[1])[layout.Groups..], T.CreateTruncating(Epsilon), rates);
            if (x.Length == 2)
            {
                GroupMap.Standardize<T>(ValuesOf(x[0]), means, rates, y, layout);
            }
            else if (IsOfLines(x))
            {
                GroupMap.StandardizeLines(ValuesOf(x[0]), means, rates, ValuesOf(x[2]), ValuesOf(x[3]), y, layout);
            }
            else
            {
                TensorPrimitives.Multiply(rates, ValuesOf(x[2]), rates);
                GroupMap.Standardize(ValuesOf(x[0]), means, rates, ValuesOf(x[3]), y, layout);
            }
        }

        // With z = (x - m)·r and u = scale·yBar, the mean takes mean(u) from what is left of u and the variance z·mean(u·z): xBar = r·(u - mean(u) -
        // z·mean(u·z)). Scale and shift have the cotangents Σ yBar·z and Σ yBar over what they were copied to.
        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            if (input == 1)
                return null;
            var (elements, moments) = (x[0], x[1]);
            var isOfLines = IsOfLines(x);
            if (input > 1 && isOfLines)
            {
                var overLines = Rows(SumsOverLines.Of(y, yBar, null, () => new StandardizeLineSumsPrimitive<T>(Axes, Epsilon).Apply(elements, moments, yBar)));
                return input == 2 ? overLines.Second : overLines.First;
            }
            var scale = x.Length > 2 ? x[2] : null;
            var sums = SumsOfGroups.Of(y, yBar, null, () => isOfLines
                ? new StandardizeSumsPrimitive<T>(Axes).Apply(elements, moments, yBar, scale!)
                : new StandardizeSumsPrimitive<T>(Axes).Apply(elements, moments, yBar));
            if (input == 0)
            {
                var primitive = new StandardizeCotangentPrimitive<T>(Axes, Epsilon);
                return scale is null ? primitive.Apply(elements, moments, sums, yBar) : primitive.Apply(elements, moments, sums, yBar, scale);
            }
            return input == 3 ? Rows(sums).First : Rows(sums).Second * Rate(moments, Epsilon);
        }

        protected override Variable<T> Compose(ReadOnlySpan<Variable<T>> x)
        {
            var (centred, rate) = (x[0] - Rows(x[1]).First, Rate(x[1], Epsilon));
            if (x.Length == 2)
                return centred * rate;
            return IsOfLines(x) ? (centred * rate * x[2]) + x[3] : (centred * (rate * x[2])) + x[3];
        }

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 2.0 * y.Size;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("standardize", @"\operatorname{standardize}", string.Join(", ", Axes.Values.ToArray()), x);

        private bool IsOfLines(ReadOnlySpan<Variable<T>> x) => x.Length > 2 && !Grouping.IsKept(x[2].Shape, x[0].Shape, Axes);
    }

    // 1/√(v + ε) of stacked moments.
    private static Variable<T> Rate<T>(Variable<T> moments, double epsilon) where T : unmanaged, IFloatingPointIeee754<T> =>
        Rsqrt(Rows(moments).Second + epsilon);
}
