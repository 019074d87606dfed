using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The natural logarithm of each element, y = ln(x), for x > 0; -∞ at 0 and NaN below.</summary>
    public static Variable<T> Log<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new LogPrimitive<T>().Apply(x);

    private sealed record LogPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Logarithms.Log(x, y);

        // d(ln x)/dx = 1/x.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Reciprocal(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("ln", @"\ln", "", x);

        internal override ElementCode? Code => new("T.Log({0})", "Log");
    }
}
