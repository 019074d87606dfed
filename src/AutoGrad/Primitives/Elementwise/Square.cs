using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The square of each element, y = x².</summary>
    public static Variable<T> Square<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SquarePrimitive<T>().Apply(x);

    private sealed record SquarePrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            TensorPrimitives.Multiply(x, x, y);

        // d(x²)/dx = 2x.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => 2 * x;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Power(x[0], Formula.Number(2));

        internal override ElementCode? Code => new("{0} * {0}");

        internal override Type? Fused => typeof(Squared);
    }
}
