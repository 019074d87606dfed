using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The diagonal of a matrix, or of each matrix in a batch, yᵢ = x[i, i + offset], [.., m, n] to [.., k].</summary>
    /// <param name="x">The matrices.</param>
    /// <param name="offset">How far above the main diagonal; below it where negative.</param>
    /// <remarks>A diagonal that lies beyond the matrix is empty.</remarks>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    public static Variable<T> Diagonal<T>(Variable<T> x, int offset = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        if (shape.Rank < 2)
            Guard.ThrowShape(nameof(Diagonal), "needs x [.., m, n]", $"x {shape}");
        var (rows, columns) = (shape[^2], shape[^1]);
        var (row, column) = (Math.Max(-(long)offset, 0), Math.Max((long)offset, 0));
        var length = (int)Math.Max(Math.Min(rows - row, columns - column), 0);
        // Row by row, the elements of a diagonal are one row and one column apart.
        var first = length == 0 ? 0 : (int)((row * columns) + column);
        var end = length == 0 ? 0 : first + ((length - 1) * (columns + 1)) + 1;
        var flat = Reshape(x, Shape.Create([.. shape.Lengths[..^2], rows * columns]));
        return Slice(flat, -1, first..end, columns + 1);
    }

    /// <summary>The diagonal of the matrices that two axes span, as the last axis; the other axes keep their order.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="offset">How far above the main diagonal; below it where negative.</param>
    /// <param name="axis1">The axis of the rows; a negative one counts from the end.</param>
    /// <param name="axis2">The axis of the columns; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis, or the two are the same.</exception>
    public static Variable<T> Diagonal<T>(Variable<T> x, int offset, int axis1, int axis2) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        (axis1, axis2) = (shape.Axis(nameof(Diagonal), axis1), shape.Axis(nameof(Diagonal), axis2));
        if (axis1 == axis2)
            Guard.ThrowRepeatedAxis(nameof(Diagonal), axis1, shape);
        int[] order = [.. Enumerable.Range(0, shape.Rank).Where(axis => axis != axis1 && axis != axis2), axis1, axis2];
        var isInOrder = axis1 == shape.Rank - 2 && axis2 == shape.Rank - 1;
        return Diagonal(isInOrder ? x : Permute(x, order), offset);
    }
}
