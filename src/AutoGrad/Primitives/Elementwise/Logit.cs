using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The log-odds of each element, y = ln(x/(1 - x)), for x in [0, 1]: the inverse of <see cref="Sigmoid"/>.</summary>
    /// <remarks>-∞ at 0 and ∞ at 1; NaN elsewhere outside (0, 1), and so is the derivative. Accurate around ½, where y vanishes.</remarks>
    public static Variable<T> Logit<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new LogitPrimitive<T>().Apply(x);

    private sealed record LogitPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply<T, LogOdds>(x, y);

        // d(ln x - ln(1 - x))/dx = 1/x + 1/(1 - x) = 1/(x(1 - x)).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y)
        {
            var product = x * (1 - x);
            return Where(GreaterOrEqual(product, 0), Reciprocal(product), double.NaN);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("logit", x);

        internal override ElementCode? Code => new("T.Log({0} / (1 - {0}))");
    }
}
