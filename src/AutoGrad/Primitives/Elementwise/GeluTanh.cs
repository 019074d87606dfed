using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    private sealed record GeluTanhPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => GeluTanhKernel.Gelu(x, y);

        // y = x·s with s = σ(u) and u = x(c + d·x²), so y' = s + x·s(1 - s)·(c + 3d·x²). Of s and 1 - s the smaller, z, is the one that keeps
        // its digits. For large |x| it is 0, and the other factor of s(1 - s) must not be infinite.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y)
        {
            var square = Minimum(Square(x), GeluTanhKernel.LargestSquare);
            var u = x * (GeluTanhKernel.Linear + (GeluTanhKernel.Cubic * square));
            var isRight = GreaterOrEqual(x, 0);
            var z = Sigmoid(Where(isRight, -u, u));
            return Where(isRight, 1 - z, z) + (x * (z * (1 - z)) * (GeluTanhKernel.Linear + (3 * GeluTanhKernel.Cubic * square)));
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("geluTanh", @"\operatorname{GELU}", @"\tanh", x);

        internal override ElementCode? Code => new($"{{0}} / (1 + T.Exp(-{{0}} * ({CodeOperation.Number(GeluTanhKernel.Linear)} + ({CodeOperation.Number(GeluTanhKernel.Cubic)} * T.Min({{0}} * {{0}}, {CodeOperation.Number(GeluTanhKernel.LargestSquare)})))))");
    }
}
