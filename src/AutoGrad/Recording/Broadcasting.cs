using System.Numerics;

namespace AutoGrad.Recording;

/// <summary>Undoes broadcasting, once for all primitives: no pullback and no pushforward does.</summary>
internal static class Broadcasting
{
    /// <summary>Sums a cotangent over the axes along which its variable was broadcast.</summary>
    public static Variable<T> Unbroadcast<T>(Variable<T> xBar, Shape shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (xBar.Shape.Equals(shape))
            return xBar;
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

    /// <summary>Stretches a tangent that is the same along axes of the output.</summary>
    public static Variable<T> Stretch<T>(Variable<T> yDot, Shape shape) where T : unmanaged, IFloatingPointIeee754<T> =>
        yDot.Shape.Equals(shape) ? yDot : Op.BroadcastTo(yDot, shape);
}
