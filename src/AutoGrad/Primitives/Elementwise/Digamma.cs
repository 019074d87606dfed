using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The digamma function of each element, y = ψ(x) = d ln Γ(x)/dx.</summary>
    /// <remarks>
    /// Within 3 units in the last place for x > 0, around the zero at 1.46 as well, and within 4 to the left, where y has a zero between any two
    /// poles. -∞ at 0, ∞ at -0, NaN at the negative whole numbers and at -∞, ∞ at ∞.
    /// </remarks>
    public static Variable<T> Digamma<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new DigammaPrimitive<T>().Apply(x);

    private sealed record DigammaPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply<T, Digamma>(x, y);

        // The derivatives of ψ are the polygamma functions, by their definition.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Polygamma(1, x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("digamma", @"\psi", "", x);

        internal override ElementCode? Code => new("(T)Digamma({0})", Helper: SpecialCode.Digamma);
    }
}
