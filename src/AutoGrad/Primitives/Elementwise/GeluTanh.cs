using System.Numerics;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    private sealed record GeluTanhPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => GeluTanhKernel.Gelu(x, y);

        // y = x·s with s = σ(u) and u = x(c + d·x²), so y' = s + x·s(1 - s)·(c + 3d·x²). For large |x|, s(1 - s) is 0, and its other
        // factor must not be infinite.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y)
        {
            var square = Minimum(Square(x), GeluTanhKernel.LargestSquare);
            var s = Sigmoid(x * (GeluTanhKernel.Linear + (GeluTanhKernel.Cubic * square)));
            return s + (x * (s * (1 - s)) * (GeluTanhKernel.Linear + (3 * GeluTanhKernel.Cubic * square)));
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("geluTanh", @"\operatorname{GELU}", @"\tanh", x);
    }
}
