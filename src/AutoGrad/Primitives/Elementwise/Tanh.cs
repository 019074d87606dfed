using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The hyperbolic tangent of each element, y = tanh(x), in (-1, 1).</summary>
    public static Variable<T> Tanh<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new TanhPrimitive<T>().Apply(x);

    private sealed record TanhPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Hyperbolics.Tanh(x, y);

        // d(tanh x)/dx = 1 - y²; 1/cosh²(x) would overflow.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => 1 - Square(y);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("tanh", @"\tanh", "", x);

        internal override ElementCode? Code => new("T.Tanh({0})", "Tanh");
    }
}
