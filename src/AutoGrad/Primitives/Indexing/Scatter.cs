using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>x with other elements at some places along an axis: y is x, but y[.., indices[.., j, ..], ..] = updates[.., j, ..].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="indices">Whole numbers from 0 to the length of the axis less 1; other axes have the lengths of those of x.</param>
    /// <param name="updates">The elements to write, of a shape that broadcasts to that of the indices.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <remarks>
    /// Where several updates have one place, the last one, with the largest j, is written. The others have no influence, and a derivative of 0,
    /// as have the elements of x that are overwritten.
    /// </remarks>
    /// <exception cref="ShapeException">
    /// There is no such axis, another axis of the indices differs from that of x, or the updates do not broadcast to the indices.
    /// </exception>
    /// <exception cref="IndexValueException">An index is not a whole number in the range.</exception>
    public static Variable<T> Scatter<T>(Variable<T> x, Variable<T> indices, Variable<T> updates, int axis)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = ShapeOf(x).Axis(nameof(Scatter), axis);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(updates);
        var (shape, places) = (x.Shape, indices.Shape);
        if (places.Rank != shape.Rank || !places.With(axis, 0).Equals(shape.With(axis, 0)))
            Guard.ThrowShape(nameof(Scatter), $"needs indices that agree with x in all axes but axis {axis}", $"x {shape} and indices {places}");
        if (!updates.Shape.BroadcastsTo(places))
            Guard.ThrowShape(nameof(Scatter), "needs updates that broadcast to the indices", $"updates {updates.Shape} and indices {places}");
        return new ScatterPrimitive<T>(axis).Apply(x, indices, BroadcastTo(updates, places));
    }

    private sealed record ScatterPrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var (shape, indices) = (x[0].Shape, x[1].Shape);
            Passes.Copy(ValuesOf(x[0]), y);
            var bad = IndexedCopy.Scatter(ValuesOf(x[2]), ValuesOf(x[1]), y,
                shape.SizeOf(0, Axis), shape[Axis], indices[Axis], shape.SizeOf(Axis + 1, shape.Rank));
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(ValuesOf(x[1])[bad]), indices, bad, shape[Axis]);
        }

        // An element of x that is overwritten has no influence; of the updates, the last at a place has its cotangent.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => input == 0
            ? Scatter(yBar, x[1], 0, Axis)
            : Where(LastWrites(x), Gather(yBar, x[1], Axis), 0);

        protected internal override Variable<T> Pushforward(ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
            Scatter(xDot[0] ?? Variable.Zeros<T>(x[0].Shape), x[1], xDot[2] ?? 0, Axis);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "writes by its indices, which are whole numbers" : null;

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            Pullback(input, x, y, support is null ? Variable.Ones<T>(y.Shape) : BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("scatter", @"\operatorname{scatter}", $"{Axis}", x);

        private Variable<T> LastWrites(ReadOnlySpan<Variable<T>> x) => new LastWritesPrimitive<T>(Axis, x[0].Shape[Axis]).Apply(x[1]);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(IndexingCode.Scatter, operation.Shapes[0], Axis, operation.Shapes[1][Axis]);
    }

    /// <summary>A mask of the indices that no later one along the axis repeats.</summary>
    private sealed record LastWritesPrimitive<T>(int Axis, int Length) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            var bad = IndexedCopy.LastWrites(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), Length, shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(ValuesOf(x[0])[bad]), shape, bad, Length);
        }

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override string? WhyNotDifferentiable(int input) => "marks places by indices, which are whole numbers";

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(IndexingCode.LastWrites, operation.Shapes[0], Axis, Length);
    }
}
