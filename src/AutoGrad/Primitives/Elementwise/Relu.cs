using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The rectifier of each element, y = max(x, 0); NaN stays NaN.</summary>
    /// <remarks>The subgradient at 0 is 0.</remarks>
    public static Variable<T> Relu<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new ReluPrimitive<T>().Apply(x);

    private sealed record ReluPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            TensorPrimitives.Max(x, T.Zero, y);

        // 1 where x > 0, else 0. Asked of y, NaN counts as moving: what is not a number must not look like a dead unit.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => NotEqual(y, 0);

        internal override ElementCode? Code => new("T.Max({0}, 0)");

        internal override Type? Fused => typeof(Rectified);
    }
}
