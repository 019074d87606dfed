using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Singles;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The complement of the error function of each element, y = 1 - erf(x) = 2/√π ∫ₓ^∞ e^-t² dt, in (0, 2).</summary>
    /// <remarks>
    /// Within 3 units in the last place everywhere, also far to the right, where 1 - erf(x) would be 0: it vanishes only where the
    /// result is too small for the element type, from about 27 on in double. erfc(∞) = 0 and erfc(-∞) = 2.
    /// </remarks>
    public static Variable<T> Erfc<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new ErfcPrimitive<T>().Apply(x);

    private sealed record ErfcPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply<T, ErrorFunction.Erfc, SingleErrorFunction.Erfc>(x, y);

        // d(1 - erf x)/dx = -2/√π e^-x².
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => -TwoOverRootPi * Exp(-Square(x));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("erfc", x);

        internal override ElementCode? Code => new("(T)Erfc({0})", Helper: SpecialCode.Erfc);
    }
}
