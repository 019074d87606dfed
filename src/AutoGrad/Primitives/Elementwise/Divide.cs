using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The quotient of two variables element by element, y = a/b, broadcasting.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Divide<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> => new DividePrimitive<T>().Apply(a, b);

    private sealed record DividePrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Divide(a, b, y);

        protected override void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Divide(a, b, y);

        protected override void Evaluate(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Divide(a, b, y);

        // ∂(a/b)/∂a = 1/b, ∂(a/b)/∂b = -a/b² = -y/b.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => Reciprocal(b);

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => -(y / b);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Quotient(x[0], x[1]);

        internal override ElementCode? Code => new("{0} / {1}", "Divide");

        internal override Type? Fused => typeof(Quotient);
    }
}
