using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The place of the smallest of all elements in row-major order, [], a whole number.</summary>
    /// <remarks>Of elements that tie, the first; of NaN, if there is one, the first. A place has no derivative.</remarks>
    /// <exception cref="ShapeException">There are no elements, or more than T has whole numbers for.</exception>
    public static Variable<T> ArgMin<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => ArgMin(x, AllAxes(x));

    /// <summary>The place of the smallest element along one axis, y[..] = argminᵢ x[.., i, ..], a whole number.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>Of elements that tie, the first; of NaN, if there is one, the first. A place has no derivative.</remarks>
    /// <exception cref="ShapeException">There is no such axis, it has a length of 0, or it is longer than T has whole numbers for.</exception>
    public static Variable<T> ArgMin<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ArgMin(x, [axis], keepDimensions);

    /// <summary>The place of the smallest element along axes, in row-major order along them, a whole number.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>Of elements that tie, the first; of NaN, if there is one, the first. A place has no derivative.</remarks>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or there are no elements along them, or more than T has whole numbers for.</exception>
    public static Variable<T> ArgMin<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var merged = new MergedAxes(nameof(ArgMin), ShapeOf(x), axes).RequireElements().RequirePlaces<T>();
        return merged.Reduced(new ArgMinPrimitive<T>(merged.Axis).Apply(merged.Merge(x)), keepDimensions);
    }

    private sealed record ArgMinPrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape.With(Axis, 1);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Extrema.Places<T, Masks.Less>(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
        }

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override string? WhyNotDifferentiable(int input) =>
            "gives the place of an element, which is a whole number; use Min for its value";

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("argmin", @"\operatorname{arg\,min}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.BestPlaces, operation.Shapes[0], Axis, "(a, b) => a < b");
    }
}
