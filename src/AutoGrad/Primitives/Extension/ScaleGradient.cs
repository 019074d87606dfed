using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The same value with a derivative that is scaled, y = x with ∂y/∂x taken for a factor, in both modes.</summary>
    /// <param name="x">The value.</param>
    /// <param name="factor">The factor; -1 turns the gradient round, as for a part of a model that is to work against another.</param>
    public static Variable<T> ScaleGradient<T>(Variable<T> x, double factor) where T : unmanaged, IFloatingPointIeee754<T> =>
        new ScaleGradientPrimitive<T>(factor).Apply(x);

    private sealed record ScaleGradientPrimitive<T>(double Factor) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool SharesStorage => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Passes.Copy(ValuesOf(x[0]), y);

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => Factor * yBar;

        protected internal override Variable<T>? Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => Factor * xDot[0]!;

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) => support;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("scaleGradient", @"\operatorname{scaleGradient}", $"{Formula.Number(Factor)}", x);
    }
}
