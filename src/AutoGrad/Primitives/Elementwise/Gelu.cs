using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Singles;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The Gaussian error linear unit of each element, y = x·Φ(x), where Φ(x) = ½(1 + erf(x/√2)) is the normal distribution.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="approximate">Whether to take ½x(1 + tanh(√(2/π)(x + 0.044715x³))) instead, which is within 5e-4 of it.</param>
    /// <remarks>
    /// After Hendrycks and Gimpel, "Gaussian error linear units", 2016. Both forms keep their digits far to the left, where y is tiny; at -∞,
    /// where they tend to 0, the product of -∞ and 0 is NaN.
    /// </remarks>
    public static Variable<T> Gelu<T>(Variable<T> x, bool approximate = false) where T : unmanaged, IFloatingPointIeee754<T> =>
        approximate ? new GeluTanhPrimitive<T>().Apply(x) : new GeluPrimitive<T>().Apply(x);

    private sealed record GeluPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        private const double RootHalf = 0.7071067811865476;
        private const double OneOverRootTwoPi = 0.3989422804014327;

        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply<T, ErrorFunction.Gelu, SingleErrorFunction.Gelu>(x, y);

        // d(x·Φ(x))/dx = Φ(x) + x·φ(x), with the density φ(x) = e^(-x²/2)/√2π.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) =>
            (0.5 * Erfc(-RootHalf * x)) + (OneOverRootTwoPi * x * Exp(-0.5 * Square(x)));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("gelu", @"\operatorname{GELU}", "", x);

        internal override ElementCode? Code => new("(T)Gelu({0})", Helper: SpecialCode.Gelu);
    }
}
