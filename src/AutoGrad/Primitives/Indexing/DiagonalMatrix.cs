using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The square matrix with x on a diagonal and zeros elsewhere, y[i, i + offset] = xᵢ, [.., n] to [.., n + |offset|, n + |offset|]: the
    /// transpose of <see cref="Diagonal{T}(Variable{T}, int)"/>.
    /// </summary>
    /// <param name="x">The elements of the diagonal, of one matrix or of each in a batch.</param>
    /// <param name="offset">How far above the main diagonal; below it where negative.</param>
    /// <exception cref="ShapeException">x is a scalar, or the matrix has more elements than an array can hold.</exception>
    public static Variable<T> DiagonalMatrix<T>(Variable<T> x, int offset = 0) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        if (shape.Rank == 0)
            Guard.ThrowShape(nameof(DiagonalMatrix), "needs x [.., n]", $"x {shape}");
        var side = (int)Math.Min(shape[^1] + Math.Abs((long)offset), int.MaxValue);
        var whole = Shape.Create([.. shape.Lengths[..^1], side, side]);
        var (starts, steps) = (new int[shape.Rank], new int[shape.Rank]);
        Array.Fill(steps, 1);
        starts[^1] = offset >= 0 ? offset : -offset * side;
        steps[^1] = side + 1;
        var flat = new UnslicePrimitive<T>(new(starts), Shape.Create([.. shape.Lengths[..^1], side * side]), new(steps)).Apply(x);
        return Reshape(flat, whole);
    }
}
