using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The exponential linear unit of each element, y = x where x &gt; 0, else α(eˣ - 1).</summary>
    /// <param name="x">The elements.</param>
    /// <param name="alpha">α: what y tends to far below 0, negated.</param>
    /// <remarks>
    /// The subgradient at 0 is α, that from below. D.-A. Clevert, T. Unterthiner, S. Hochreiter, "Fast and accurate deep network learning by
    /// exponential linear units", ICLR 2016.
    /// </remarks>
    public static Variable<T> Elu<T>(Variable<T> x, double alpha = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        new EluPrimitive<T>("elu", alpha, 1, 1).Apply(x);

    /// <summary>s·x where x &gt; 0, else s·α(exp(r·x) - 1): the family of exponential linear units.</summary>
    private sealed record EluPrimitive<T>(string Symbol, double Alpha, double Scale, double Rate) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // s·max(x, 0) + s·α·(exp(r·min(x, 0)) - 1): one of the terms is 0.
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Tiles.Run(x, y, (Below: T.CreateTruncating(Scale * Alpha), Above: T.CreateTruncating(Scale), Rate: T.CreateTruncating(Rate)),
                static (x, y, negative, by) =>
                {
                    TensorPrimitives.Min(x, T.Zero, negative);
                    TensorPrimitives.Multiply(negative, by.Rate, negative);
                    Exponentials.ExpM1<T>(negative, negative);
                    TensorPrimitives.Multiply(negative, by.Below, negative);
                    TensorPrimitives.Max(x, T.Zero, y);
                    TensorPrimitives.MultiplyAdd(y, by.Above, negative, y);
                });

        // s where x > 0, else s·α·r·exp(r·x). Written with y it would be a difference that loses its digits far below 0.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) =>
            Where(Greater(x, 0), Scale, (Scale * Alpha * Rate) * Exp(Rate == 1 ? x : Rate * x));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call(Symbol, $@"\operatorname{{{Symbol}}}", Symbol == "selu" ? "" : $"{Formula.Number(Alpha)}", x);

        internal override ElementCode? Code => new($"T.Max({{0}}, 0) * {CodeOperation.Number(Scale)} + ExpM1(T.Min({{0}}, 0) * {CodeOperation.Number(Rate)}) * {CodeOperation.Number(Scale * Alpha)}", Helper: SpecialCode.ExpM1);
    }
}
