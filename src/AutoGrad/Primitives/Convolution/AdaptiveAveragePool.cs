using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The average of each part of x, which is cut into size parts along each spatial axis: part i is from ⌊i l / size⌋ to ⌈(i + 1) l / size⌉.
    /// </summary>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    /// <param name="size">The lengths of the output.</param>
    /// <exception cref="ShapeException">x has other axes, or an empty spatial one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static Variable<T> AdaptiveAveragePool<T>(Variable<T> x, PerAxis size) where T : unmanaged, IFloatingPointIeee754<T> =>
        new ResamplePrimitive<T>(TapRule.ToSize(TapKind.Adaptive, nameof(AdaptiveAveragePool), ShapeOf(x), size)).Apply(x);
}
