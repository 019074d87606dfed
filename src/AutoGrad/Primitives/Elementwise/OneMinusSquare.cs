using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    // y = 1 - x², rounded once: where x is close to 1, the rounding of x² would be all that is left. (1 - x)(1 + x) is as good, but in its
    // derivative -(1 + x) + (1 - x) the small ones cancel.
    private static Variable<T> OneMinusSquare<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new OneMinusSquarePrimitive<T>().Apply(x);

    private sealed record OneMinusSquarePrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Roots.OneMinusSquare(x, y);

        // d(1 - x²)/dx = -2x.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => -2 * x;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Difference(Formula.Number(1), Formula.Power(x[0], Formula.Number(2)));

        internal override ElementCode? Code => new("(1 - {0}) * (1 + {0})");
    }
}
