using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels.Fused;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The absolute value of each element, y = |x|.</summary>
    /// <remarks>The subgradient at 0 is 0.</remarks>
    public static Variable<T> Abs<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new AbsPrimitive<T>().Apply(x);

    private sealed record AbsPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            TensorPrimitives.Abs(x, y);

        // d|x|/dx = sign(x), with 0 chosen at the kink.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Sign(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Fence("|", "|", @"\left|", @"\right|", x[0]);

        internal override ElementCode? Code => new("T.Abs({0})", "Abs");

        internal override Type? Fused => typeof(Magnitude);
    }
}
