using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Singles;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The error function of each element, y = 2/√π ∫₀ˣ e^-t² dt, in (-1, 1).</summary>
    /// <remarks>Within 2 units in the last place everywhere; erf(±∞) = ±1. Where 1 - erf(x) is wanted, <see cref="Erfc"/> keeps its digits.</remarks>
    public static Variable<T> Erf<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new ErfPrimitive<T>().Apply(x);

    private sealed record ErfPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply<T, ErrorFunction.Erf, SingleErrorFunction.Erf>(x, y);

        // The derivative of an integral in its end is the integrand: d(erf x)/dx = 2/√π e^-x².
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => TwoOverRootPi * Exp(-Square(x));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("erf", x);

        internal override ElementCode? Code => new("(T)Erf({0})", Helper: SpecialCode.Erf);
    }

    private const double TwoOverRootPi = 1.1283791670955126;
}
