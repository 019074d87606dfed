using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Two axes, each in the place of the other.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis1">One axis; a negative one counts from the end.</param>
    /// <param name="axis2">The other axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> SwapAxes<T>(Variable<T> x, int axis1, int axis2) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        (axis1, axis2) = (shape.Axis(nameof(SwapAxes), axis1), shape.Axis(nameof(SwapAxes), axis2));
        int[] order = [.. Enumerable.Range(0, shape.Rank)];
        (order[axis1], order[axis2]) = (axis2, axis1);
        return Permute(x, order);
    }
}
