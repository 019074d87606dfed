using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>Undoes broadcasting, once for all primitives: no pullback and no pushforward does.</summary>
internal static class Broadcasting
{
    /// <summary>Sums the cotangent that a pullback gave over the axes along which its input was broadcast.</summary>
    /// <exception cref="ShapeException">The input does not broadcast to the cotangent.</exception>
    public static Variable<T> Unbroadcast<T>(Primitive<T> primitive, int input, Variable<T> xBar, Shape shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xBar.Shape.Equals(shape))
            return xBar;
        if (!shape.BroadcastsTo(xBar.Shape))
            Guard.ThrowShape(primitive.Name, $"needs a pullback that gives input {input} a cotangent {shape}", $"{xBar.Shape}");
        var added = xBar.Shape.Rank - shape.Rank;
        Span<int> axes = stackalloc int[xBar.Shape.Rank];
        var count = 0;
        for (var axis = 0; axis < axes.Length; axis++)
        {
            if (axis < added || (shape[axis - added] == 1 && xBar.Shape[axis] != 1))
                axes[count++] = axis;
        }
        var sum = count == 0 ? xBar : Op.Sum(xBar, axes[..count], keepDimensions: count != added);
        return Op.Reshape(sum, shape);
    }

    /// <summary>Stretches the tangent that a pushforward gave, where it is the same along axes of the output.</summary>
    /// <exception cref="ShapeException">The tangent does not broadcast to the output.</exception>
    public static Variable<T> Stretch<T>(Primitive<T> primitive, Variable<T> yDot, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!yDot.Shape.BroadcastsTo(shape))
            Guard.ThrowShape(primitive.Name, $"needs a pushforward that gives the output a tangent {shape}", $"{yDot.Shape}");
        return Op.BroadcastTo(yDot, shape);
    }
}
