using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The transpose of <see cref="Take{T}(Variable{T}, Variable{T}, int)"/>: zeros, to which the rows of x are added at their indices.</summary>
    private sealed record UntakePrimitive<T>(int Axis, int Length) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([.. x[0].Shape.Lengths[..Axis], Length, .. x[0].Shape.Lengths[(Axis + x[1].Shape.Rank)..]]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            Passes.Fill(y, T.Zero);
            var shape = x[0].Shape;
            var indices = ValuesOf(x[1]);
            using var rows = new RentedSpan<int>(indices.Length);
            var bad = RowCopy.Places(indices, rows.Span, Length);
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(indices[bad]), x[1].Shape, bad, Length);
            RowCopy.Add(ValuesOf(x[0]), rows.Span, y, Length, shape.SizeOf(Axis + x[1].Shape.Rank, shape.Rank));
        }

        // Each row of x went to one place, and has its cotangent.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            Take(yBar, x[1], Axis);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
            new UntakePrimitive<T>(Axis, Length).Apply(xDot[0]!, x[1]);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "adds by its indices, which are whole numbers" : null;

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? null : Pullback(input, x, y, BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("untake", @"\operatorname{untake}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) =>
            $"{operation.Invoke(IndexingCode.Untake, operation.Operands[0], Length, operation.Shape.SizeOf(Axis + 1, operation.Shape.Rank),
                operation.Invoke(IndexingCode.Whole, operation.Operands[1]), operation.Result)};";
    }
}
