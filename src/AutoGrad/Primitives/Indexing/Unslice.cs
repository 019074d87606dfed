using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The transpose of a slice: zeros of a shape, with x in the part that the slice takes.</summary>
    private sealed record UnslicePrimitive<T>(Axes Starts, Shape Whole, Axes Steps) : LinearPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Whole;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            if (x[0].Shape.Size < y.Length)
                Passes.Fill(y, T.Zero);
            if (x[0].Shape.Size > 0)
                Slicing.Put(ValuesOf(x[0]), x[0].Shape.Lengths, y, Whole.Lengths, Starts.Values, Steps.Values);
        }

        // Each element of x is one element of y.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new SlicePrimitive<T>(Starts, x[0].Shape, Steps).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("unslice", @"\operatorname{unslice}", $"{Starts} by {Steps}", x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(ShapingCode.Put, Starts.Values.ToArray(), Steps.Values.ToArray());
    }
}
