using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The mean of all elements, [].</summary>
    /// <remarks>The mean of no elements is NaN.</remarks>
    public static Variable<T> Mean<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Mean(x, AllAxes(x));

    /// <summary>The mean along one axis, y[..] = 1/n Σᵢ x[.., i, ..].</summary>
    /// <param name="x">The terms.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>The mean of no elements is NaN.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> Mean<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Mean(x, [axis], keepDimensions);

    /// <summary>The mean along axes.</summary>
    /// <param name="x">The terms.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>The mean of no elements is NaN.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> Mean<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        var normal = Axes.Normalize(nameof(Mean), shape, axes);
        var count = 1;
        foreach (var axis in normal.Values)
            count *= shape[axis];
        return Sum(x, normal.Values, keepDimensions) / count;
    }
}
