using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The logistic sigmoid of each element, y = 1/(1 + e⁻ˣ), in (0, 1).</summary>
    public static Variable<T> Sigmoid<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SigmoidPrimitive<T>().Apply(x);

    private sealed record SigmoidPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Exponentials.Sigmoid(x, y);

        // dσ/dx = σ(x)·(1 - σ(x)) = σ(x)·σ(-x), which keeps its digits where σ(x) is close to 1.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => y * Sigmoid(-x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("σ", @"\sigma", "", x);

        internal override ElementCode? Code => new("1 / (1 + T.Exp(-{0}))", "Sigmoid");
    }
}
