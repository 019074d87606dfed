using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The standard deviation of all elements, [].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="correction">What the number of elements is lowered by: 1, as in PyTorch, for a sample, 0 for a whole population.</param>
    /// <remarks>
    /// Where all elements are equal, the chosen subgradient is 0. Where the correction leaves nothing to divide by, as for one element and a
    /// correction of 1, the result is NaN or infinite.
    /// </remarks>
    public static Variable<T> StandardDeviation<T>(Variable<T> x, double correction = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        StandardDeviation(x, AllAxes(x), keepDimensions: false, correction);

    /// <summary>The standard deviation along one axis, the square root of Σᵢ (x[.., i, ..] - mean)² / (n - correction).</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <param name="correction">What the number of elements is lowered by: 1, as in PyTorch, for a sample, 0 for a whole population.</param>
    /// <remarks>
    /// Where all elements are equal, the chosen subgradient is 0. Where the correction leaves nothing to divide by, as for one element and a
    /// correction of 1, the result is NaN or infinite.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> StandardDeviation<T>(Variable<T> x, int axis, bool keepDimensions = false, double correction = 1)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        StandardDeviation(x, [axis], keepDimensions, correction);

    /// <summary>The standard deviation along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <param name="correction">What the number of elements is lowered by: 1, as in PyTorch, for a sample, 0 for a whole population.</param>
    /// <remarks>
    /// Where all elements are equal, the chosen subgradient is 0. Where the correction leaves nothing to divide by, as for one element and a
    /// correction of 1, the result is NaN or infinite.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> StandardDeviation<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false, double correction = 1)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Root(Variance(x, Axes.Normalize(nameof(StandardDeviation), ShapeOf(x), axes).Values, keepDimensions, correction));
}
