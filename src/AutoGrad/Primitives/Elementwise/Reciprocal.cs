using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>One over each element, y = 1/x.</summary>
    public static Variable<T> Reciprocal<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new ReciprocalPrimitive<T>().Apply(x);

    private sealed record ReciprocalPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            TensorPrimitives.Reciprocal(x, y);

        // d(1/x)/dx = -1/x² = -y².
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => -Square(y);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Quotient(Formula.Number(1), x[0]);

        internal override ElementCode? Code => new("1 / {0}");

        internal override Type? Fused => typeof(Inverse);
    }
}
