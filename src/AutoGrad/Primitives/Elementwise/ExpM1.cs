using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The exponential of each element minus one, y = eˣ - 1, accurate near 0.</summary>
    public static Variable<T> ExpM1<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new ExpM1Primitive<T>().Apply(x);

    private sealed record ExpM1Primitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Exponentials.ExpM1(x, y);

        // d(eˣ - 1)/dx = eˣ. Written y + 1 it would lose eˣ where y is close to -1.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Exp(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Difference(Formula.Power(Formula.Symbol("e"), x[0]), Formula.Number(1));

        internal override ElementCode? Code => new("ExpM1({0})", Helper: SpecialCode.ExpM1);
    }
}
