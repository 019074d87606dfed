using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sums of the elements up to each along an axis, y[.., k, ..] = Σ x[.., j, ..] over j ≤ k.</summary>
    /// <param name="x">The terms.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> CumulativeSum<T>(Variable<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T> =>
        new CumulativeSumPrimitive<T>(ShapeOf(x).Axis(nameof(CumulativeSum), axis), false).Apply(x);

    private sealed record CumulativeSumPrimitive<T>(int Axis, bool Backwards) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Scans.Sum(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank), Backwards);
        }

        // A term is in its own sum and in all after it.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new CumulativeSumPrimitive<T>(Axis, !Backwards).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call(Backwards ? "cumsum from the end" : "cumsum", @"\operatorname{cumsum}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.Cumulate, operation.Shapes[0], Axis, Backwards, "(a, b) => a + b");
    }
}
