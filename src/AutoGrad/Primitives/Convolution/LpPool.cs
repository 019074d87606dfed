using System.Globalization;
using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The p-norm of each window, (Σ |x|ᵖ)^(1/p), along one to three axes: from the sum at p = 1 towards the maximum.</summary>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    /// <param name="p">The exponent, at least 1.</param>
    /// <param name="window">The lengths of a window.</param>
    /// <param name="stride">The distance of neighbouring windows, that of the window's length where it is not given.</param>
    /// <remarks>
    /// A window of zeros has the derivative 0, a subgradient. Powers are of absolute values for odd p as well, so that the result is a norm.
    /// </remarks>
    /// <exception cref="ShapeException">x has other axes, or windows do not fit into it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">p is less than 1 or not finite, or a window or a stride is less than 1.</exception>
    public static Variable<T> LpPool<T>(Variable<T> x, double p, PerAxis window, PerAxis? stride = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(p >= 1 && double.IsFinite(p), nameof(LpPool), "needs a finite p of at least 1", p.ToString(CultureInfo.InvariantCulture), nameof(p));
        var rule = TapRule.Windows(nameof(LpPool), ShapeOf(x), window, stride, null, null);
        if (p == 1)
            return new ResamplePrimitive<T>(rule).Apply(Abs(x));
        var isEuclidean = p == 2;
        var sums = new ResamplePrimitive<T>(rule).Apply(isEuclidean ? Square(x) : Pow(Abs(x), p));
        return Where(Equal(sums, 0), 0, isEuclidean ? Sqrt(sums) : Pow(sums, 1 / p));
    }
}
