using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    // The places of the maxima within their channels, row-major, [n, c, windows].
    private sealed record MaxPlacesPrimitive<T>(TapRule Rule, string Operation) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            var shape = x[0].Shape;
            var largest = shape.SizeOf(2, shape.Rank) - 1;
            if (int.CreateSaturating(T.CreateTruncating(largest)) != largest)
                Guard.ThrowShape(Operation, $"needs channels whose places {typeof(T).Name} can count, for a derivative", $"x {shape}");
            return Shape.Create([shape[0], shape[1], Rule.To.Product]);
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            WindowMaximum.Places(ValuesOf(x[0]), y, x[0].Shape[0] * x[0].Shape[1], Rule.ThreeTaps());

        // Places are constant around almost every point.
        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("argmaxPool", @"\operatorname{argmaxPool}", $"{(Rule.Kind == TapKind.Window ? Rule.Window : Rule.To)}", x);
    }
}
