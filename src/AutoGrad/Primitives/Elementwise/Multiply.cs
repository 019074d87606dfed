using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The product of two variables element by element, y = a·b, broadcasting.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Multiply<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> => new MultiplyPrimitive<T>().Apply(a, b);

    private sealed record MultiplyPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Multiply(a, b, y);

        protected override void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Multiply(a, b, y);

        protected override void Evaluate(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Multiply(b, a, y);

        // ∂(ab)/∂a = b, ∂(ab)/∂b = a.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => b;

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => a;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Product(x[0], x[1]);

        internal override ElementCode? Code => new("{0} * {1}", "Multiply");

        internal override Type? Fused => typeof(Product);
    }
}
