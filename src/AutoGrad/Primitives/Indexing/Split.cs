using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Parts of equal length, one after the other along an axis: the inverse of <see cref="Concatenate{T}"/>.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="count">The number of parts, which must divide the length of the axis; <see cref="Chunk{T}"/> takes any.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    /// <exception cref="ShapeException">There is no such axis, or the count does not divide its length.</exception>
    public static Variable<T>[] Split<T>(Variable<T> x, int count, int axis = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(count >= 1, nameof(Split), "needs a count of at least 1", $"{count}", nameof(count));
        axis = ShapeOf(x).Axis(nameof(Split), axis);
        if (x.Shape[axis] % count != 0)
            Guard.ThrowShape(nameof(Split), $"needs a count that divides the length of axis {axis}", $"{count} parts and x {x.Shape}");
        var sizes = new int[count];
        Array.Fill(sizes, x.Shape[axis] / count);
        return Split(x, sizes, axis);
    }

    /// <summary>Parts of given lengths, one after the other along an axis.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="sizes">The length of each part; together, that of the axis.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis, a size is negative, or the sizes do not sum up to the length of the axis.</exception>
    public static Variable<T>[] Split<T>(Variable<T> x, ReadOnlySpan<int> sizes, int axis = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        axis = ShapeOf(x).Axis(nameof(Split), axis);
        var (total, isNegative) = (0L, false);
        foreach (var size in sizes)
            (total, isNegative) = (total + size, isNegative || size < 0);
        if (isNegative || total != x.Shape[axis])
        {
            Guard.ThrowShape(nameof(Split), $"needs sizes of at least 0 that sum up to the length of axis {axis}",
                $"sizes [{string.Join(", ", sizes.ToArray())}] and x {x.Shape}");
        }
        var parts = new Variable<T>[sizes.Length];
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Slice(x, axis, start..(start + sizes[i]));
            start += sizes[i];
        }
        return parts;
    }
}
