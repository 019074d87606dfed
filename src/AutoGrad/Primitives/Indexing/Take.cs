using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// Picks whole rows along an axis, y[.., i₁, .., iₖ, ..] = x[.., indices[i₁, .., iₖ], ..]: the axis is replaced by the axes of the indices.
    /// With a table x [count, n] and axis 0 it is the look-up of embeddings, [..] to [.., n].
    /// </summary>
    /// <param name="x">The elements.</param>
    /// <param name="indices">Whole numbers from 0 to the length of the axis less 1, in any shape.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <remarks>The cotangents of a row that is picked several times are added in the order of the indices.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    /// <exception cref="IndexValueException">An index is not a whole number in the range.</exception>
    public static Variable<T> Take<T>(Variable<T> x, Variable<T> indices, int axis) where T : unmanaged, IFloatingPointIeee754<T> =>
        new TakePrimitive<T>(ShapeOf(x).Axis(nameof(Take), axis)).Apply(x, indices);

    /// <summary>Picks whole rows along an axis, y[.., i, ..] = x[.., indices[i], ..].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="indices">Numbers from 0 to the length of the axis less 1.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    /// <exception cref="IndexValueException">An index is not in the range.</exception>
    public static Variable<T> Take<T>(Variable<T> x, ReadOnlySpan<int> indices, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = ShapeOf(x).Axis(nameof(Take), axis);
        for (var i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)x.Shape[axis])
                Guard.ThrowIndex(nameof(Take), "indices", indices[i], [indices.Length], i, x.Shape[axis]);
        }
        return new TakeAtPrimitive<T>(axis, new(indices)).Apply(x);
    }

    private sealed record TakePrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([.. x[0].Shape.Lengths[..Axis], .. x[1].Shape.Lengths, .. x[0].Shape.Lengths[(Axis + 1)..]]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            var indices = ValuesOf(x[1]);
            using var rows = new RentedSpan<int>(indices.Length);
            var bad = RowCopy.Places(indices, rows.Span, shape[Axis]);
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(indices[bad]), x[1].Shape, bad, shape[Axis]);
            RowCopy.Take(ValuesOf(x[0]), rows.Span, y, shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
        }

        // Each row gets the cotangents of all the places that it was copied to.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new UntakePrimitive<T>(Axis, x[0].Shape[Axis]).Apply(yBar, x[1]);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => Take(xDot[0]!, x[1], Axis);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "picks by its indices, which are whole numbers" : null;

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? null : Pullback(input, x, y, BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("take", @"\operatorname{take}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) =>
            $"{operation.Invoke(IndexingCode.Take, operation.Operands[0], operation.Shapes[0][Axis], operation.Shapes[0].SizeOf(Axis + 1, operation.Shapes[0].Rank),
                operation.Invoke(IndexingCode.Whole, operation.Operands[1]), operation.Result)};";
    }
}
