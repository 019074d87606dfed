using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The transpose of picking rows by numbers: zeros, to which the rows of x are added in their order.</summary>
    private sealed record UntakeAtPrimitive<T>(int Axis, Axes Rows, int Length) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape.With(Axis, Length);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            Passes.Fill(y, T.Zero);
            RowCopy.Add(ValuesOf(x[0]), Rows.Values, y, Length, x[0].Shape.SizeOf(Axis + 1, x[0].Shape.Rank));
        }

        // Each row of x went to one place, and has its cotangent.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new TakeAtPrimitive<T>(Axis, Rows).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("untake", @"\operatorname{untake}", $"{Axis}, {Listed(Rows)}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(IndexingCode.Untake, operation.Shape, Axis, Rows);
    }
}
