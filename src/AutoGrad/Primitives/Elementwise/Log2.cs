using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The binary logarithm of each element, y = log₂(x), for x > 0; -∞ at 0 and NaN below.</summary>
    public static Variable<T> Log2<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new Log2Primitive<T>().Apply(x);

    private sealed record Log2Primitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Logarithms.Log2(x, y);

        // d(log₂ x)/dx = 1/(x ln 2).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => (1 / Math.Log(2)) / x;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("log", @"\log", "2", x);

        internal override ElementCode? Code => new("T.Log2({0})", "Log2");
    }
}
