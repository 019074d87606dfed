using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The larger of two elements, y = max(a, b), broadcasting; NaN if either is.</summary>
    /// <remarks>In a tie each operand gets half of the derivative; where either is NaN both get all of it, so that the NaN goes on.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Maximum<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> => new MaximumPrimitive<T>().Apply(a, b);

    private sealed record MaximumPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Max(a, b, y);

        protected override void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y) => TensorPrimitives.Max(a, b, y);

        protected override void Evaluate(T a, ReadOnlySpan<T> b, Span<T> y) => TensorPrimitives.Max(b, a, y);

        // 1 for the larger operand and 0 for the other; half for each in a tie. Next to NaN no comparison holds: written as what is taken away, it is 1.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => 1 - Less(a, b) - (0.5 * Equal(a, b));

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => 1 - Less(b, a) - (0.5 * Equal(a, b));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("max", @"\max", "", x);

        internal override ElementCode? Code => new("T.Max({0}, {1})", "Max");

        internal override Type? Fused => typeof(Largest);
    }
}
