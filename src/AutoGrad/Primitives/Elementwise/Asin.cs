using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse sine of each element, in radians, in [-π/2, π/2]; NaN where |x| > 1.</summary>
    /// <remarks>The derivative at -1 and 1 is +∞.</remarks>
    public static Variable<T> Asin<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new AsinPrimitive<T>().Apply(x);

    private sealed record AsinPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => InverseTrigonometry.Asin(x, y);

        // d(asin x)/dx = 1/√(1 - x²).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Rsqrt(OneMinusSquare(x));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("asin", @"\arcsin", "", x);

        internal override ElementCode? Code => new("T.Asin({0})");
    }
}
