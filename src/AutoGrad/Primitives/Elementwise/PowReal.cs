using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element to a fixed real power, y = xᵖ, for x ≥ 0; NaN below, unless p is a whole number.</summary>
    public static Variable<T> Pow<T>(Variable<T> x, double exponent) where T : unmanaged, IFloatingPointIeee754<T> =>
        double.IsInteger(exponent) && Math.Abs(exponent) <= 64
            ? Pow(x, (int)exponent)
            : new PowRealPrimitive<T>(exponent).Apply(x);

    private sealed record PowRealPrimitive<T>(double Exponent) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Power.Pow(x, T.CreateTruncating(Exponent), y);

        // d(xᵖ)/dx = p·xᵖ⁻¹.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Exponent * Pow(x, Exponent - 1);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Power(x[0], Formula.Number(Exponent));

        internal override ElementCode? Code => new("T.Pow({0}, " + CodeOperation.Number(Exponent) + ")");
    }
}
