using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse hyperbolic tangent of each element, y = ½ ln((1 + x)/(1 - x)); ±∞ at ±1 and NaN beyond.</summary>
    /// <remarks>The derivative at -1 and 1 is +∞.</remarks>
    public static Variable<T> Atanh<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new AtanhPrimitive<T>().Apply(x);

    private sealed record AtanhPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Hyperbolics.Atanh(x, y);

        // d(atanh x)/dx = 1/(1 - x²).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Reciprocal(OneMinusSquare(x));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("atanh", @"\operatorname{artanh}", "", x);

        internal override ElementCode? Code => new("T.Atanh({0})");
    }
}
