using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The whole part of each element, rounded towards 0.</summary>
    /// <remarks>The derivative is 0, also at the jumps.</remarks>
    public static Variable<T> Truncate<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new TruncatePrimitive<T>().Apply(x);

    private sealed record TruncatePrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Truncate(x, y);

        // Constant between the jumps.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Zero;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("trunc", @"\operatorname{trunc}", "", x);

        internal override ElementCode? Code => new("T.Truncate({0})", "Truncate");
    }
}
