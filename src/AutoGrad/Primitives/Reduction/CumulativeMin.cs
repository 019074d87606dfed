using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The smallest of the elements up to each along an axis, y[.., k, ..] = min x[.., j, ..] over j ≤ k; NaN from the first NaN on.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <remarks>The derivative goes to the last of elements that tie, and to the last of those that are NaN.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or it is longer than T has whole numbers for.</exception>
    public static Variable<T> CumulativeMin<T>(Variable<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var along = new MergedAxes(nameof(CumulativeMin), ShapeOf(x), [axis]).RequirePlaces<T>();
        return Gather(x, new CumulativeMinPlacePrimitive<T>(along.Axis).Apply(x), along.Axis);
    }

    private sealed record CumulativeMinPlacePrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Extrema.RunningPlaces<T, Masks.LessOrEqual>(
                ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
        }

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override string? WhyNotDifferentiable(int input) => "gives places of elements, which are whole numbers";

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("argcummin", @"\operatorname{arg\,cummin}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.RunningPlaces, operation.Shapes[0], Axis, "(a, b) => a <= b");
    }
}
