using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sum of the diagonal of a matrix, or of each matrix in a batch, y = Σᵢ x[i, i], [.., m, n] to [..].</summary>
    /// <exception cref="ShapeException">x has fewer than two axes.</exception>
    public static Variable<T> Trace<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        if (shape.Rank < 2)
            Guard.ThrowShape(nameof(Trace), "needs x [.., m, n]", $"x {shape}");
        return Sum(Diagonal(x), -1);
    }
}
