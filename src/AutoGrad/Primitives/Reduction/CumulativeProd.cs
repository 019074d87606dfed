using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The products of the elements up to each along an axis, y[.., k, ..] = Π x[.., j, ..] over j ≤ k.</summary>
    /// <param name="x">The factors.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <remarks>The derivative divides by nothing: it is right with zeros, to any order.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> CumulativeProd<T>(Variable<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T> =>
        Products(x, ShapeOf(x).Axis(nameof(CumulativeProd), axis), backwards: false);

    private static Variable<T> Products<T>(Variable<T> x, int axis, bool backwards) where T : unmanaged, IFloatingPointIeee754<T> =>
        new CumulativeProdPrimitive<T>(axis, backwards).Apply(x);

    private sealed record CumulativeProdPrimitive<T>(int Axis, bool Backwards) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Scans.Product(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank), Backwards);
        }

        // xⱼ is a factor of each yₖ from k = j on, where it stands between y[j-1] and x[j+1]·..·x[k]. So the cotangent is y[j-1]·s[j] with
        // s[j] = Σₖ yBar[k]·x[j+1]·..·x[k] = yBar[j] + x[j+1]·s[j+1], a recurrence from the end.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            if (x[0].Shape[Axis] < 2)
                return yBar;
            var one = Variable.Ones<T>(y.Shape.With(Axis, 1));
            var before = Slice(y, Axis, Backwards ? 1.. : ..^1);
            var factor = Concatenate<T>(Backwards ? [before, one] : [one, before], Axis);
            return factor * Recurrence(Slice(x[0], Axis, Backwards ? ..^1 : 1..), yBar, Axis, !Backwards);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call(Backwards ? "cumprod from the end" : "cumprod", @"\operatorname{cumprod}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(OrderCode.Cumulate, operation.Shapes[0], Axis, Backwards, "(a, b) => a * b");
    }
}
