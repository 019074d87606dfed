using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The places of the elements along an axis in their order, whole numbers: <see cref="Gather{T}"/> by them sorts.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="descending">Whether the largest element comes first.</param>
    /// <remarks>Elements that are equal keep their order, and NaN counts as larger than all others. A place has no derivative.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or it is longer than T has whole numbers for.</exception>
    public static Variable<T> ArgSort<T>(Variable<T> x, int axis = -1, bool descending = false) where T : unmanaged, IFloatingPointIeee754<T> =>
        SortedPlaces(nameof(ArgSort), x, axis, null, descending);

    // The places of as many elements as are asked for, or of all.
    private static Variable<T> SortedPlaces<T>(string operation, Variable<T> x, int axis, int? count, bool descending)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var along = new MergedAxes(operation, ShapeOf(x), [axis]).RequirePlaces<T>();
        return new ArgSortPrimitive<T>(along.Axis, count ?? along.Length, descending).Apply(x);
    }

    private sealed record ArgSortPrimitive<T>(int Axis, int Count, bool Descending) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape.With(Axis, Count);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Ordering.Sort(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], Count, shape.SizeOf(Axis + 1, shape.Rank), Descending);
        }

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override string? WhyNotDifferentiable(int input) =>
            "gives places of elements, which are whole numbers; use Sort or TopK for their values";

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("argsort", @"\operatorname{argsort}", Descending ? $"{Axis} descending" : $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.ArgSort, operation.Shapes[0], Axis, Count, Descending);
    }
}
