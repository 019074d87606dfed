using System.Globalization;
using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels.Special;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The polygamma function of each element, y = ψ⁽ⁿ⁾(x) = (-1)ⁿ⁺¹ n! Σ 1/(x + k)ⁿ⁺¹ over k from 0 on: the n-th derivative of ψ.</summary>
    /// <param name="order">n, how often ψ is differentiated; 0 is <see cref="Digamma"/>.</param>
    /// <param name="x">The elements.</param>
    /// <remarks>From order 1 on: ∞ at 0 and at the negative whole numbers, with the sign of (-1)ⁿ⁺¹; 0 at ∞ and NaN at -∞.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative.</exception>
    public static Variable<T> Polygamma<T>(int order, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(order >= 0, nameof(Polygamma), "needs an order of at least 0", $"{order}", nameof(order));
        return order == 0 ? Digamma(x) : new PolygammaPrimitive<T>(order).Apply(x);
    }

    private sealed record PolygammaPrimitive<T>(int Order) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => LaneMap.Apply(new Polygamma(Order), x, y);

        // dψ⁽ⁿ⁾/dx = ψ⁽ⁿ⁺¹⁾.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Polygamma(Order + 1, x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x)
        {
            var order = Order.ToString(CultureInfo.InvariantCulture);
            return Formula.Call($"polygamma{order}", $@"\psi^{{({order})}}", "", x);
        }

        internal override ElementCode? Code
        {
            get
            {
                var kernel = new Polygamma(Order);
                return new($"(T)Polygamma({{0}}, {Order}, [{CodeOperation.List(kernel.Remainder)}], [{CodeOperation.List(kernel.Reflected)}])", Helper: SpecialCode.Polygamma);
            }
        }
    }
}
