using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The logistic sigmoid of each element, y = 1/(1 + e⁻ˣ), in (0, 1).</summary>
    public static Variable<T> Sigmoid<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SigmoidPrimitive<T>().Apply(x);

    private sealed record SigmoidPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            TensorPrimitives.Sigmoid(x, y);

        // dσ/dx = σ(1 - σ).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => y * (1 - y);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("σ", @"\sigma", "", x);
    }
}
