using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>x at another size along each spatial axis, each place having the element at its place rounded down, y[i] = x[⌊i l / size⌋].</summary>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    /// <param name="size">The lengths of the output; they may be less than those of x.</param>
    /// <exception cref="ShapeException">x has other axes, or an empty spatial one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static Variable<T> UpsampleNearest<T>(Variable<T> x, PerAxis size) where T : unmanaged, IFloatingPointIeee754<T> =>
        new ResamplePrimitive<T>(TapRule.ToSize(TapKind.Nearest, nameof(UpsampleNearest), ShapeOf(x), size)).Apply(x);
}
