using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse cosine of each element, in radians, in [0, π]; NaN where |x| > 1.</summary>
    /// <remarks>The derivative at -1 and 1 is -∞.</remarks>
    public static Variable<T> Acos<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new AcosPrimitive<T>().Apply(x);

    private sealed record AcosPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => InverseTrigonometry.Acos(x, y);

        // d(acos x)/dx = -1/√(1 - x²).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => -Rsqrt(OneMinusSquare(x));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("acos", @"\arccos", "", x);

        internal override ElementCode? Code => new("T.Acos({0})", "Acos");
    }
}
