using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The square root of each element, y = √x, for x ≥ 0; NaN below.</summary>
    /// <remarks>The derivative at 0 is +∞.</remarks>
    public static Variable<T> Sqrt<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SqrtPrimitive<T>().Apply(x);

    private sealed record SqrtPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            TensorPrimitives.Sqrt(x, y);

        // d(√x)/dx = 1/(2√x).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => 0.5 / y;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Root(x[0]);

        internal override ElementCode? Code => new("T.Sqrt({0})", "Sqrt");

        internal override Type? Fused => typeof(SquareRoot);
    }
}
