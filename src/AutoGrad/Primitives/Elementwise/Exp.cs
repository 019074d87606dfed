using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The exponential of each element, y = eˣ.</summary>
    public static Variable<T> Exp<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new ExpPrimitive<T>().Apply(x);

    private sealed record ExpPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Exponentials.Exp(x, y);

        // d(eˣ)/dx = eˣ = y.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => y;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Power(Formula.Symbol("e"), x[0]);

        internal override ElementCode? Code => new("T.Exp({0})", "Exp");
    }
}
