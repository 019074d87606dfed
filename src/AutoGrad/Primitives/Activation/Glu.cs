using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The gated linear unit along an axis of length 2n, y = a·σ(b) with a the first n elements and b the others.</summary>
    /// <param name="x">The values and their gates, one after the other along the axis.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <remarks>Y. N. Dauphin, A. Fan, M. Auli, D. Grangier, "Language modeling with gated convolutional networks", ICML 2017.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or its length is odd.</exception>
    public static Variable<T> Glu<T>(Variable<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        axis = shape.Axis(nameof(Glu), axis);
        var half = shape[axis] / 2;
        if (shape[axis] != 2 * half)
            Guard.ThrowShape(nameof(Glu), $"needs an even length along axis {axis}", $"x {shape}");
        return Slice(x, axis, ..half) * Sigmoid(Slice(x, axis, half..));
    }
}
