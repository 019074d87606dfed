using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element of a to the power of b, y = aᵇ, broadcasting, for a ≥ 0, or any a where b is a whole number; NaN elsewhere.</summary>
    /// <remarks>The derivative in b is 0 where a = 0 and b ≥ 0.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Pow<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
        new PowPrimitive<T>().Apply(a, b);

    private sealed record PowPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Power.Pow(a, b, y);

        // ∂aᵇ/∂a = b·aᵇ⁻¹. For b = 0 that is 0·∞ at a = 0 and NaN at a = NaN, where 0 is right: a⁰ = 1 for every a. Elsewhere the product stays, with all that it
        // depends on: for b = 0 it is 0, but its derivative in b is not.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) =>
            Where(Equal(b, 0) * (1 - Greater(Abs(a), 0)), 0, b * Pow(a, b - 1));

        // ∂aᵇ/∂b = aᵇ ln a, which tends to 0 as a does, for b ≥ 0.
        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) =>
            Where(Equal(a, 0) * GreaterOrEqual(b, 0), 0, y * Log(a));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Power(x[0], x[1]);

        internal override ElementCode? Code => new("T.Pow({0}, {1})");
    }
}
