using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The logarithm of the gamma function of each element, y = ln|Γ(x)|.</summary>
    /// <remarks>
    /// Within 3 units in the last place for x > -2, around the zeros at 1 and 2 as well, and within 4 further left, where y has a zero on either
    /// side of most whole numbers. ∞ at 0 and at the negative whole numbers, where the derivative is NaN, and at ±∞.
    /// </remarks>
    public static Variable<T> Lgamma<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new LgammaPrimitive<T>().Apply(x);

    private sealed record LgammaPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply<T, LogGamma>(x, y);

        // d(ln|Γ|)/dx = Γ'/Γ = ψ, by its definition.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Digamma(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("lgamma", @"\ln\Gamma", "", x);

        internal override ElementCode? Code => new("(T)Lgamma({0})", Helper: SpecialCode.Lgamma);
    }
}
