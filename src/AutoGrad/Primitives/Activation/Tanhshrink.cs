using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>What the hyperbolic tangent takes away from each element, y = x - tanh(x), right to the last digits near 0 too.</summary>
    public static Variable<T> Tanhshrink<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new TanhshrinkPrimitive<T>().Apply(x);

    private sealed record TanhshrinkPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => TanhshrinkKernel.Tanhshrink(x, y);

        // 1 - (1 - tanh²(x)).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Square(Tanh(x));

        internal override ElementCode? Code => new("{0} - T.Tanh({0})");
    }
}
