using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The softmin along an axis, yᵢ = exp(-xᵢ)/Σⱼ exp(-xⱼ), without overflow: positive, with the sum 1.</summary>
    /// <param name="x">The elements, of which the smallest gets the most.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> Softmin<T>(Variable<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T> =>
        Softmax(-x, ShapeOf(x).Axis(nameof(Softmin), axis));
}
