using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The elements in the opposite order along every axis.</summary>
    public static Variable<T> Flip<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Flip(x, AllAxes(x));

    /// <summary>The elements in the opposite order along axes, y[.., i, ..] = x[.., n - 1 - i, ..].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> Flip<T>(Variable<T> x, params ReadOnlySpan<int> axes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parts = new AxisPart[ShapeOf(x).Rank];
        Array.Fill(parts, Range.All);
        foreach (var axis in Axes.Normalize(nameof(Flip), x.Shape, axes).Values)
            parts[axis] = (.., -1);
        return Part(x, parts);
    }
}
