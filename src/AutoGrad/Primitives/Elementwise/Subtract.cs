using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The difference of two variables, y = a - b, broadcasting.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Subtract<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> => new SubtractPrimitive<T>().Apply(a, b);

    private sealed record SubtractPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Subtract(a, b, y);

        protected override void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Subtract(a, b, y);

        protected override void Evaluate(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Subtract(a, b, y);

        // ∂(a - b)/∂a = 1, ∂(a - b)/∂b = -1.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => One;

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => MinusOne;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Difference(x[0], x[1]);

        internal override ElementCode? Code => new("{0} - {1}", "Subtract");

        internal override Type? Fused => typeof(Difference);
    }
}
