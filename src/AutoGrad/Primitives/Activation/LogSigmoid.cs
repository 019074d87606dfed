using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The logarithm of the sigmoid of each element, y = ln σ(x) = -ln(1 + e⁻ˣ), without overflow.</summary>
    public static Variable<T> LogSigmoid<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new LogSigmoidPrimitive<T>().Apply(x);

    private sealed record LogSigmoidPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Tiles.Run(x, y, 0, static (x, y, negative, _) =>
        {
            TensorPrimitives.Negate(x, negative);
            SoftplusKernel.Softplus(negative, y);
            TensorPrimitives.Negate(y, y);
        });

        // d ln σ(x)/dx = 1 - σ(x) = σ(-x).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Sigmoid(-x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("ln σ", @"\ln\sigma", "", x);

        internal override ElementCode? Code => new("T.Min({0}, 0) - LogP1(T.Exp(-T.Abs({0})))", Helper: SpecialCode.LogP1);
    }
}
