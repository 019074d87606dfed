using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The length of the hypotenuse, y = √(a² + b²), broadcasting, without overflow of the squares.</summary>
    /// <remarks>Infinite where either is, even if the other is NaN. There is no derivative where both are 0: it is NaN.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Hypot<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T> => new HypotPrimitive<T>().Apply(a, b);

    private sealed record HypotPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => Roots.Hypot(a, b, y);

        // ∂√(a² + b²)/∂a = a/y, ∂√(a² + b²)/∂b = b/y.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => a / y;

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => b / y;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Root(Formula.Sum(Formula.Power(x[0], Formula.Number(2)), Formula.Power(x[1], Formula.Number(2))));

        internal override ElementCode? Code => new("T.Hypot({0}, {1})");
    }
}
