using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The logarithms of the sums of the exponentials up to each element along an axis, y[.., k, ..] = ln Σ exp x[.., j, ..] over j ≤ k,
    /// without overflow.
    /// </summary>
    /// <param name="x">The exponents.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> CumulativeLogSumExp<T>(Variable<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T> =>
        new CumulativeLogSumExpPrimitive<T>(ShapeOf(x).Axis(nameof(CumulativeLogSumExp), axis)).Apply(x);

    private sealed record CumulativeLogSumExpPrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Scans.LogSumExp(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
        }

        // ∂y[k]/∂x[j] = exp(x[j] - y[k]) for k ≥ j, so the cotangent is exp(x[j] - y[j])·s[j], where s[j] = Σ yBar[k]·exp(y[j] - y[k]) over
        // k ≥ j is the recurrence s[j] = yBar[j] + exp(y[j] - y[j+1])·s[j+1] from the end. No exponent is positive, as y rises along the axis.
        // At the start x = y, also where both are infinite and have no difference.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            if (y.Shape[Axis] < 2)
                return yBar;
            var later = Slice(y, Axis, 1..);
            var own = Concatenate<T>([Variable.Ones<T>(y.Shape.With(Axis, 1)), Exp(Slice(x[0], Axis, 1..) - later)], Axis);
            return own * Recurrence(Exp(Slice(y, Axis, ..^1) - later), yBar, Axis, backwards: true);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("ln cumsum exp", @"\ln\operatorname{cumsum}\exp", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.CumulativeLogSumExp, operation.Shapes[0], Axis);
    }
}
