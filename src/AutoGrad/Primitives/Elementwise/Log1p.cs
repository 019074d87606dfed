using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The natural logarithm of one plus each element, y = ln(1 + x), accurate near 0.</summary>
    public static Variable<T> Log1p<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new Log1pPrimitive<T>().Apply(x);

    private sealed record Log1pPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Logarithms.Log1p(x, y);

        // d(ln(1 + x))/dx = 1/(1 + x).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Reciprocal(1 + x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("ln", @"\ln", "", Formula.Sum(Formula.Number(1), x[0]));

        internal override ElementCode? Code => new("LogP1({0})", Helper: SpecialCode.LogP1);
    }
}
