using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>x at another size along each spatial axis, interpolated linearly along each: bilinear for images, trilinear for volumes.</summary>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    /// <param name="size">The lengths of the output; they may be less than those of x.</param>
    /// <param name="alignCorners">
    /// Whether the first and the last elements of x and y lie on each other, place i at i (l - 1) / (size - 1). Otherwise, elements are parts of one
    /// stretch, place i at (i + ½) l / size - ½, where before the first and after the last there is nothing but themselves.
    /// </param>
    /// <exception cref="ShapeException">x has other axes, or an empty spatial one.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public static Variable<T> UpsampleLinear<T>(Variable<T> x, PerAxis size, bool alignCorners = false) where T : unmanaged, IFloatingPointIeee754<T> =>
        new ResamplePrimitive<T>(TapRule.ToSize(alignCorners ? TapKind.LinearAligned : TapKind.Linear, nameof(UpsampleLinear), ShapeOf(x), size)).Apply(x);
}
