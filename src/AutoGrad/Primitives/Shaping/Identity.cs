using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The same value as another variable, y = x: a new place on the tape to differentiate from.</summary>
    public static Variable<T> Identity<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new IdentityPrimitive<T>().Apply(x);

    private sealed record IdentityPrimitive<T> : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        internal override bool SharesStorage => true;

        internal override bool IsIdentityOn(Shape x) => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Passes.Copy(ValuesOf(x[0]), y);

        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => yBar;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            x[0];
    }
}
