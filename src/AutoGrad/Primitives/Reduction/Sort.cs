using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The elements along an axis in their order.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="descending">Whether the largest element comes first.</param>
    /// <remarks>Elements that are equal keep their order, and NaN counts as larger than all others.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or it is longer than T has whole numbers for.</exception>
    public static Variable<T> Sort<T>(Variable<T> x, int axis = -1, bool descending = false) where T : unmanaged, IFloatingPointIeee754<T> =>
        Gather(x, SortedPlaces(nameof(Sort), x, axis, null, descending), axis);
}
