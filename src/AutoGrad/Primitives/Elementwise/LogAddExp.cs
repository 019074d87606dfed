using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The logarithm of the sum of two exponentials, y = ln(eᵃ + eᵇ), broadcasting; it neither overflows nor vanishes.</summary>
    /// <remarks>∞ if either is, and the other operand where one is -∞. Of equal infinities the derivatives are NaN.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> LogAddExp<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> =>
        new LogAddExpPrimitive<T>().Apply(a, b);

    private sealed record LogAddExpPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => LogAddExpKernel.LogAddExp(a, b, y);

        // ∂y/∂a = eᵃ/(eᵃ + eᵇ) = σ(a - b), and likewise for b.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => Sigmoid(a - b);

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => Sigmoid(b - a);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call(
            "ln", @"\ln", "", Formula.Sum(Formula.Power(Formula.Symbol("e"), x[0]), Formula.Power(Formula.Symbol("e"), x[1])));

        internal override ElementCode? Code => new("{0} == {1} ? {0} + T.Log(2) : T.Max({0}, {1}) + LogP1(T.Exp(-T.Abs({0} - {1})))", Helper: SpecialCode.LogP1);
    }
}
