using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse hyperbolic cosine of each element, y = ln(x + √(x² - 1)), for x ≥ 1; NaN below.</summary>
    /// <remarks>The derivative at 1 is +∞.</remarks>
    public static Variable<T> Acosh<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new AcoshPrimitive<T>().Apply(x);

    private sealed record AcoshPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Hyperbolics.Acosh(x, y);

        // d(acosh x)/dx = 1/√(x² - 1) = 1/(√(x - 1)·√(x + 1)): the square would overflow far out and cancel close to 1.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Rsqrt(x - 1) * Rsqrt(x + 1);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("acosh", @"\operatorname{arcosh}", "", x);

        internal override ElementCode? Code => new("T.Acosh({0})");
    }
}
