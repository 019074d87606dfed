using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The smallest whole number that is not below each element, y = ⌈x⌉.</summary>
    /// <remarks>The derivative is 0, also at the jumps.</remarks>
    public static Variable<T> Ceiling<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new CeilingPrimitive<T>().Apply(x);

    private sealed record CeilingPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Ceiling(x, y);

        // Constant between the jumps.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Zero;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Fence("⌈", "⌉", @"\left\lceil", @"\right\rceil", x[0]);

        internal override ElementCode? Code => new("T.Ceiling({0})", "Ceiling");
    }
}
