using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The continuously differentiable exponential linear unit of each element, y = x where x &gt; 0, else α(exp(x/α) - 1).</summary>
    /// <param name="x">The elements.</param>
    /// <param name="alpha">α, not 0: what y tends to far below 0, negated.</param>
    /// <remarks>J. T. Barron, "Continuously differentiable exponential linear units", 2017.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">α is 0.</exception>
    public static Variable<T> Celu<T>(Variable<T> x, double alpha = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(alpha != 0, nameof(Celu), "needs an alpha other than 0", $"{Formula.Number(alpha)}", nameof(alpha));
        return new EluPrimitive<T>("celu", alpha, 1, 1 / alpha).Apply(x);
    }
}
