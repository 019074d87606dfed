using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>One over the square root of each element, y = 1/√x, for x > 0; +∞ at 0 and NaN below.</summary>
    /// <remarks>The derivative at 0 is -∞.</remarks>
    public static Variable<T> Rsqrt<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new RsqrtPrimitive<T>().Apply(x);

    private sealed record RsqrtPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.ReciprocalSqrt(x, y);

        // d(1/√x)/dx = -1/(2x√x) = -y/(2x); y³ would overflow or vanish before it does.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => -0.5 * (y / x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Quotient(Formula.Number(1), Formula.Root(x[0]));

        internal override ElementCode? Code => new("1 / T.Sqrt({0})");
    }
}
