using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The k largest elements along an axis, the largest first, and their places, [.., k, ..] each.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="k">How many, from 0 to the length of the axis.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <remarks>Of equal elements, the first come first, and NaN counts as larger than all others. Places have no derivative.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or it is shorter than k or longer than T has whole numbers for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is negative.</exception>
    public static (Variable<T> Values, Variable<T> Indices) TopK<T>(Variable<T> x, int k, int axis = -1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(k >= 0, nameof(TopK), "needs a k of at least 0", $"{k}", nameof(k));
        var shape = ShapeOf(x);
        axis = shape.Axis(nameof(TopK), axis);
        if (k > shape[axis])
            Guard.ThrowShape(nameof(TopK), $"needs at least k elements along axis {axis}", $"k {k} and x {shape}");
        var indices = SortedPlaces(nameof(TopK), x, axis, k, descending: true);
        return (Gather(x, indices, axis), indices);
    }
}
