using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The transpose of <see cref="Gather{T}"/>: zeros, to which each x[.., j, ..] is added at [.., indices[.., j, ..], ..].</summary>
    /// <param name="x">The elements to add, in their order where several have one place.</param>
    /// <param name="indices">Whole numbers from 0 to length - 1, one for each element, of the shape of x.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="length">The length of the axis in the result.</param>
    /// <exception cref="ShapeException">There is no such axis, or the indices have another shape than x.</exception>
    /// <exception cref="IndexValueException">An index is not a whole number in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    public static Variable<T> ScatterAdd<T>(Variable<T> x, Variable<T> indices, int axis, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(length >= 0, nameof(ScatterAdd), "needs a length of at least 0", $"{length}", nameof(length));
        return new ScatterAddPrimitive<T>(ShapeOf(x).Axis(nameof(ScatterAdd), axis), length).Apply(x, indices);
    }

    private sealed record ScatterAddPrimitive<T>(int Axis, int Length) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            if (!x[0].Shape.Equals(x[1].Shape))
                Guard.ThrowShape(Name, "needs one index for each element of x", $"x {x[0].Shape} and indices {x[1].Shape}");
            return x[0].Shape.With(Axis, Length);
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            var bad = IndexedCopy.ScatterSum(ValuesOf(x[0]), ValuesOf(x[1]), y,
                shape.SizeOf(0, Axis), Length, shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(ValuesOf(x[1])[bad]), shape, bad, Length);
        }

        // Each element of x went to one place, and has its cotangent.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            Gather(yBar, x[1], Axis);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => ScatterAdd(xDot[0]!, x[1], Axis, Length);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "adds by its indices, which are whole numbers" : null;

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? null : Pullback(input, x, y, BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("scatter", @"\operatorname{scatter}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(IndexingCode.ScatterAdd, Axis);
    }
}
