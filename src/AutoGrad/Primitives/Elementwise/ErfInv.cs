using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse of the error function of each element, the y with erf(y) = x, for x in (-1, 1).</summary>
    /// <remarks>Within 3 units in the last place everywhere; ±∞ at ±1, and NaN beyond. The derivative at ±1 is ∞.</remarks>
    public static Variable<T> ErfInv<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new ErfInvPrimitive<T>().Apply(x);

    private sealed record ErfInvPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply<T, InverseErrorFunction>(x, y);

        // From erf(y) = x: 2/√π e^-y² dy/dx = 1.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => 1 / TwoOverRootPi * Exp(Square(y));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("erfInv", @"\operatorname{erf}^{-1}", "", x);

        internal override ElementCode? Code => new("(T)ErfInv({0})", Helper: SpecialCode.ErfInv);
    }
}
