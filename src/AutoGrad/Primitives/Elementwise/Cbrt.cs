using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The cube root of each element, y = ∛x, also of negative ones.</summary>
    /// <remarks>The derivative at 0 is +∞.</remarks>
    public static Variable<T> Cbrt<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new CbrtPrimitive<T>().Apply(x);

    private sealed record CbrtPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Roots.Cbrt(x, y);

        // d(∛x)/dx = 1/(3y²).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Reciprocal(3 * Square(y));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Fence("∛(", ")", @"\sqrt[3]{", "}", x[0]);

        internal override ElementCode? Code => new("T.Cbrt({0})", "Cbrt");
    }
}
