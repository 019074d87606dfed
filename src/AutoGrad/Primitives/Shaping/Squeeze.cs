using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The same elements without the axes of length 1.</summary>
    public static Variable<T> Squeeze<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        Reshape(x, Shape.Create([.. ShapeOf(x).Where(length => length != 1)]));

    /// <summary>The same elements without some axes of length 1.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes that go away; negative ones count from the end.</param>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or one has another length than 1.</exception>
    public static Variable<T> Squeeze<T>(Variable<T> x, params ReadOnlySpan<int> axes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        var dropped = Axes.Normalize(nameof(Squeeze), shape, axes);
        foreach (var axis in dropped.Values)
        {
            if (shape[axis] != 1)
                Guard.ThrowShape(nameof(Squeeze), "needs axes of length 1", $"axis {axis} and x {shape}");
        }
        return Reshape(x, Shape.Create([.. shape.Where((_, axis) => !dropped.Contains(axis))]));
    }
}
