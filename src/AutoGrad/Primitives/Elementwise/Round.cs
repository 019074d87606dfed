using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The whole number nearest to each element, and the even one of two that are equally near: 0.5 gives 0 and 1.5 gives 2.</summary>
    /// <remarks>The derivative is 0, also at the jumps.</remarks>
    public static Variable<T> Round<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new RoundPrimitive<T>().Apply(x);

    private sealed record RoundPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Round(x, y);

        // Constant between the jumps.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Zero;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("round", @"\operatorname{round}", "", x);

        internal override ElementCode? Code => new("T.Round({0})");
    }
}
