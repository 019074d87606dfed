using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The negative of each element, y = -x.</summary>
    public static Variable<T> Negate<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new NegatePrimitive<T>().Apply(x);

    private sealed record NegatePrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            TensorPrimitives.Negate(x, y);

        // d(-x)/dx = -1.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => MinusOne;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Negative(x[0]);

        internal override ElementCode? Code => new("-{0}", "Negate");

        internal override Type? Fused => typeof(Negative);
    }
}
