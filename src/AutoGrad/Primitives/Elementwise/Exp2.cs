using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Two to the power of each element, y = 2ˣ.</summary>
    public static Variable<T> Exp2<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new Exp2Primitive<T>().Apply(x);

    private sealed record Exp2Primitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Exponentials.Exp2(x, y);

        // d(2ˣ)/dx = 2ˣ ln 2 = y ln 2.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Math.Log(2) * y;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Power(Formula.Number(2), x[0]);

        internal override ElementCode? Code => new("T.Exp2({0})");
    }
}
