using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element along an axis several times in a row, y[.., i, ..] = x[.., ⌊i / count⌋, ..].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="count">How often.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="ShapeException">There is no such axis, or the result has more elements than an array can hold.</exception>
    public static Variable<T> Repeat<T>(Variable<T> x, int count, int axis) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(count >= 0, nameof(Repeat), "needs a count of at least 0", $"{count}", nameof(count));
        var shape = ShapeOf(x);
        axis = shape.Axis(nameof(Repeat), axis);
        var whole = shape.With(axis, (int)Math.Min((long)shape[axis] * count, int.MaxValue));
        // Runs of a few elements are no faster than the elements one by one, which then need no call each.
        if (count < 16 && shape.SizeOf(axis + 1, shape.Rank) == 1 && count != 1)
        {
            var rows = new int[whole[axis]];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = i / count;
            return new TakeAtPrimitive<T>(axis, new(rows)).Apply(x);
        }
        var copies = Shape.Create([.. shape.Lengths[..(axis + 1)], count, .. shape.Lengths[(axis + 1)..]]);
        return Reshape(BroadcastTo(Unsqueeze(x, axis + 1), copies), whole);
    }
}
