using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The median of all elements, [], the lower of two in the middle; NaN if one is.</summary>
    /// <remarks>The whole derivative goes to one element: of those that tie, the one that a stable sort puts in the middle; of NaN, the first.</remarks>
    /// <exception cref="ShapeException">There are no elements, or more than T has whole numbers for.</exception>
    public static Variable<T> Median<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Median(x, AllAxes(x));

    /// <summary>The median along one axis, the lower of two elements in the middle; NaN if one is.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>The whole derivative goes to one element: of those that tie, the one that a stable sort puts in the middle; of NaN, the first.</remarks>
    /// <exception cref="ShapeException">There is no such axis, it has a length of 0, or it is longer than T has whole numbers for.</exception>
    public static Variable<T> Median<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Median(x, [axis], keepDimensions);

    /// <summary>The median along axes, the lower of two elements in the middle; NaN if one is.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>The whole derivative goes to one element: of those that tie, the one that a stable sort puts in the middle; of NaN, the first.</remarks>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or there are no elements along them, or more than T has whole numbers for.</exception>
    public static Variable<T> Median<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var merged = new MergedAxes(nameof(Median), ShapeOf(x), axes).RequireElements().RequirePlaces<T>();
        var lines = merged.Merge(x);
        return merged.Reduced(Gather(lines, new MedianPlacePrimitive<T>(merged.Axis).Apply(lines), merged.Axis), keepDimensions);
    }

    private sealed record MedianPlacePrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape.With(Axis, 1);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Ordering.Median(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
        }

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override string? WhyNotDifferentiable(int input) => "gives the place of an element, which is a whole number";

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("argmedian", @"\operatorname{arg\,median}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.MedianPlaces, operation.Shapes[0], Axis);
    }
}
