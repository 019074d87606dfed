using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>At most so many parts along an axis, all of length ⌈n / count⌉ but the last, which has what remains.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="count">The number of parts. There are fewer where the length of the axis is used up before.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <remarks>An axis of length 0 gives as many empty parts as asked for.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T>[] Chunk<T>(Variable<T> x, int count, int axis = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(count >= 1, nameof(Chunk), "needs a count of at least 1", $"{count}", nameof(count));
        axis = ShapeOf(x).Axis(nameof(Chunk), axis);
        var length = x.Shape[axis];
        if (length == 0)
            return Split(x, count, axis);
        var size = ((length - 1) / count) + 1;
        var sizes = new int[((length - 1) / size) + 1];
        Array.Fill(sizes, size);
        sizes[^1] = length - (size * (sizes.Length - 1));
        return Split(x, sizes, axis);
    }
}
