using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The least squares solution X of a X ≈ b, [.., m, n] and [.., m, k] to [.., n, k]: it minimizes ‖a X - b‖, and of several solutions, where m &lt; n,
    /// has the least norm. The leading axes broadcast.
    /// </summary>
    /// <param name="a">The matrices, of full rank.</param>
    /// <param name="b">The right sides; a vector [m] counts as one column, and the column's axis is left out of the result.</param>
    /// <exception cref="ShapeException">a is no matrix, b has another number of rows, or the batches do not broadcast.</exception>
    /// <remarks>Solved by <see cref="Qr"/>: where a has not full rank, the result is infinite or NaN, or large where that is so but for rounding.</remarks>
    public static Variable<T> Lstsq<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shapeA, shapeB) = (ShapeOf(a), ShapeOf(b));
        var fits = shapeA.Rank >= 2 && shapeB.Rank >= 1 && shapeB[shapeB.Rank == 1 ? ^1 : ^2] == shapeA[^2];
        if (!fits)
            Guard.ThrowShape(nameof(Lstsq), shapeB.Rank == 1 ? "needs a [.., m, n] and b [m]" : "needs a [.., m, n] and b [.., m, k]", $"a {shapeA} and b {shapeB}");
        var batchB = shapeB.Rank == 1 ? Shape.Scalar : Shape.Create(shapeB.Lengths[..^2]);
        if (Shape.TryBroadcast(Shape.Create(shapeA.Lengths[..^2]), batchB) is null)
            Guard.ThrowShape(nameof(Lstsq), "needs batches that broadcast together (aligned from the last axis, equal or 1)", $"a {shapeA} and b {shapeB}");
        return WithoutColumn(LeastSquares(a, AsColumn(b)), shapeB.Rank == 1);
    }

    private static Variable<T> LeastSquares<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (a.Shape[^2] >= a.Shape[^1])
        {
            var (q, r) = Qr(a);
            return TriangularSolve(r, MatMul(q, b, transposeA: true), lower: false);
        }
        // aᵀ = Q R, so a X = Rᵀ Qᵀ X; the solution without a part at right angles to the columns of Q is the shortest.
        var (rows, triangle) = Qr(Transpose(a));
        return MatMul(rows, TriangularSolve(triangle, b, lower: false, transposed: true));
    }
}
