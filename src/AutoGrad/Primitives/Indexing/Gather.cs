using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Picks an element along an axis for each index, y[.., j, ..] = x[.., indices[.., j, ..], ..].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="indices">
    /// Whole numbers from 0 to the length of the axis less 1. Other axes are at most as long as those of x; what lies beyond is left out.
    /// </param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <returns>The elements picked, of the shape of the indices.</returns>
    /// <exception cref="ShapeException">There is no such axis, or another axis of the indices is longer than that of x.</exception>
    /// <exception cref="IndexValueException">An index is not a whole number in the range.</exception>
    public static Variable<T> Gather<T>(Variable<T> x, Variable<T> indices, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = ShapeOf(x).Axis(nameof(Gather), axis);
        ArgumentNullException.ThrowIfNull(indices);
        var (shape, picked) = (x.Shape, indices.Shape);
        var parts = new AxisPart[shape.Rank];
        var fits = picked.Rank == shape.Rank;
        for (var other = 0; fits && other < parts.Length; other++)
        {
            parts[other] = other == axis ? .. : ..Math.Min(picked[other], shape[other]);
            fits = other == axis || picked[other] <= shape[other];
        }
        if (!fits)
            Guard.ThrowShape(nameof(Gather), $"needs indices no longer than x in all axes but axis {axis}", $"x {shape} and indices {picked}");
        var within = picked.With(axis, shape[axis]).Equals(shape) ? x : Part(x, parts);
        return new GatherPrimitive<T>(axis).Apply(within, indices);
    }

    private sealed record GatherPrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[1].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var (shape, indices) = (x[0].Shape, x[1].Shape);
            var bad = IndexedCopy.Gather(ValuesOf(x[0]), ValuesOf(x[1]), y,
                shape.SizeOf(0, Axis), shape[Axis], indices[Axis], shape.SizeOf(Axis + 1, shape.Rank));
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(ValuesOf(x[1])[bad]), indices, bad, shape[Axis]);
        }

        // Each element gets the cotangents of all the places that it was copied to.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            ScatterAdd(yBar, x[1], Axis, x[0].Shape[Axis]);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => Gather(xDot[0]!, x[1], Axis);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "picks by its indices, which are whole numbers" : null;

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? null : Pullback(input, x, y, BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("gather", @"\operatorname{gather}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(IndexingCode.Gather, Axis);
    }
}
