using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The same value taken for a constant, y = x with the derivative 0, in both modes.</summary>
    /// <remarks>A derivative that goes through nothing else is zero, not an error: it was asked for.</remarks>
    public static Variable<T> StopGradient<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        new StopGradientPrimitive<T>().Apply(x);

    private sealed record StopGradientPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool SharesStorage => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Passes.Copy(ValuesOf(x[0]), y);

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override Variable<T>? Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => null;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("stop", @"\operatorname{stop}", "", x);
    }
}
