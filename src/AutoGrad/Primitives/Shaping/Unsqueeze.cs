using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The same elements with new axes of length 1.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">Where the new axes are in the result; negative ones count from its end.</param>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> Unsqueeze<T>(Variable<T> x, params ReadOnlySpan<int> axes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        var rank = shape.Rank + axes.Length;
        var lengths = new int[rank];
        foreach (var axis in axes)
        {
            if (axis < -rank || axis >= rank)
                Guard.ThrowShape(nameof(Unsqueeze), $"needs new axes from {-rank} to {rank - 1}", $"axis {axis} and x {shape}");
            var place = axis < 0 ? axis + rank : axis;
            if (lengths[place] == 1)
                Guard.ThrowRepeatedAxis(nameof(Unsqueeze), place, shape);
            lengths[place] = 1;
        }
        var next = 0;
        for (var axis = 0; axis < rank; axis++)
            lengths[axis] = lengths[axis] == 1 ? 1 : shape[next++];
        return Reshape(x, Shape.Create(lengths));
    }
}
