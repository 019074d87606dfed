using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The decimal logarithm of each element, y = log₁₀(x), for x > 0; -∞ at 0 and NaN below.</summary>
    public static Variable<T> Log10<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new Log10Primitive<T>().Apply(x);

    private sealed record Log10Primitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Logarithms.Log10(x, y);

        // d(log₁₀ x)/dx = 1/(x ln 10).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => (1 / Math.Log(10)) / x;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("log", @"\log", "10", x);

        internal override ElementCode? Code => new("T.Log10({0})", "Log10");
    }
}
