using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Picks whole rows along an axis by numbers that are part of the operation, and so need not fit into the element type.</summary>
    private sealed record TakeAtPrimitive<T>(int Axis, Axes Rows) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape.With(Axis, Rows.Count);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            RowCopy.Take(ValuesOf(x[0]), Rows.Values, y, shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
        }

        // Each row gets the cotangents of all the places that it was copied to.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new UntakeAtPrimitive<T>(Axis, Rows, x[0].Shape[Axis]).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("take", @"\operatorname{take}", $"{Axis}, {Listed(Rows)}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(IndexingCode.Take, operation.Shapes[0], Axis, Rows);
    }

    private static string Listed(Axes rows) => rows.Count <= 8 ? $"{rows}" : $"{rows.Count} rows";
}
