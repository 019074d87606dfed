using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse hyperbolic sine of each element, y = ln(x + √(x² + 1)).</summary>
    public static Variable<T> Asinh<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new AsinhPrimitive<T>().Apply(x);

    private sealed record AsinhPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Hyperbolics.Asinh(x, y);

        // d(asinh x)/dx = 1/√(x² + 1), without the square, which would overflow.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Reciprocal(Hypot(x, 1));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("asinh", @"\operatorname{arsinh}", "", x);

        internal override ElementCode? Code => new("T.Asinh({0})");
    }
}
