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
        Span<int> axes = stackalloc int[xBar.Shape.Rank];
        var count = StretchedAxes(xBar.Shape, shape, axes);
        var sum = count == 0 ? xBar : Op.Sum(xBar, axes[..count], keepDimensions: true);
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

    /// <summary>A mask on an output, as one on an input that was broadcast to it: an element counts if any of its copies does.</summary>
    public static Variable<T> Any<T>(Variable<T> mask, Shape input, Shape output) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (input.Equals(output))
            return mask;
        if (output.Size == 0)
            return Variable.Zeros<T>(input);
        var whole = Op.BroadcastTo(mask, output);
        Span<int> axes = stackalloc int[output.Rank];
        return Op.Reshape(Op.Max(whole, axes[..StretchedAxes(output, input, axes)], keepDimensions: true), input);
    }

    /// <summary>Writes the axes of a shape along which another was broadcast to it, and gives their number.</summary>
    private static int StretchedAxes(Shape whole, Shape shape, Span<int> axes)
    {
        var added = whole.Rank - shape.Rank;
        var count = 0;
        for (var axis = 0; axis < whole.Rank; axis++)
        {
            if (axis < added || (shape[axis - added] == 1 && whole[axis] != 1))
                axes[count++] = axis;
        }
        return count;
    }
}
