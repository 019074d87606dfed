using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element to a whole power, y = xⁿ, by repeated multiplication; n may be negative, and x⁰ = 1 for every x.</summary>
    public static Variable<T> Pow<T>(Variable<T> x, int exponent) where T : unmanaged, IFloatingPointIeee754<T> =>
        new PowIntegerPrimitive<T>(exponent).Apply(x);

    private sealed record PowIntegerPrimitive<T>(int Exponent) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Powers.Integer(x, Exponent, y);

        // d(xⁿ)/dx = n·xⁿ⁻¹.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Exponent switch
        {
            0 => Zero,
            1 => One,
            2 => 2 * x,
            _ => Exponent * Pow(x, Exponent - 1),
        };

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Power(x[0], Formula.Number(Exponent));

        internal override ElementCode? Code => new("T.Pow({0}, " + Exponent + ")");

        internal override Type? Fused => Exponent switch
        {
            2 => typeof(Squared),
            3 => typeof(Cubed),
            _ => null,
        };
    }
}
