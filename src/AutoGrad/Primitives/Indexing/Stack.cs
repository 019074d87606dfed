using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Variables of one shape, side by side along a new axis.</summary>
    /// <param name="x">At least one variable; all have the same shape.</param>
    /// <param name="axis">Where the new axis is in the result; a negative one counts from its end.</param>
    /// <exception cref="ShapeException">There are no variables, no such axis, or shapes that differ.</exception>
    public static Variable<T> Stack<T>(ReadOnlySpan<Variable<T>> x, int axis = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.IsEmpty)
            Guard.ThrowShape(nameof(Stack), "needs at least one variable", "none");
        var shape = ShapeOf(x[0]);
        if (axis < -shape.Rank - 1 || axis > shape.Rank)
            Guard.ThrowShape(nameof(Stack), $"needs an axis from {-shape.Rank - 1} to {shape.Rank}", $"axis {axis} and variables {shape}");
        var place = axis < 0 ? axis + shape.Rank + 1 : axis;
        var single = Shape.Create([.. shape.Lengths[..place], 1, .. shape.Lengths[place..]]);
        var parts = new Variable<T>[x.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!ShapeOf(x[i]).Equals(shape))
            {
                Guard.ThrowShape(nameof(Stack), "needs variables of one shape",
                    string.Join(", ", x.ToArray().Select(part => part.Shape)));
            }
            parts[i] = Reshape(x[i], single);
        }
        return Concatenate<T>(parts, place);
    }
}
