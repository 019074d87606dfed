using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The Kronecker product, [.., m, n] and [.., p, q] to [.., m·p, n·q]: each element of a times the whole of b, where the leading axes broadcast.
    /// </summary>
    /// <exception cref="ShapeException">An operand has fewer than two axes, or the batches do not broadcast.</exception>
    public static Variable<T> Kronecker<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shapeA, shapeB) = (ShapeOf(a), ShapeOf(b));
        if (shapeA.Rank < 2 || shapeB.Rank < 2)
            Guard.ThrowShape(nameof(Kronecker), "needs a [.., m, n] and b [.., p, q]", $"a {shapeA} and b {shapeB}");
        var batch = Shape.TryBroadcast(Shape.Create(shapeA.Lengths[..^2]), Shape.Create(shapeB.Lengths[..^2]));
        if (batch is null)
            Guard.ThrowShape(nameof(Kronecker), "needs batches that broadcast together (aligned from the last axis, equal or 1)", $"a {shapeA} and b {shapeB}");
        var (m, n, p, q) = (shapeA[^2], shapeA[^1], shapeB[^2], shapeB[^1]);
        var product = Reshape(a, Shape.Create([.. shapeA.Lengths[..^2], m, 1, n, 1])) * Reshape(b, Shape.Create([.. shapeB.Lengths[..^2], 1, p, 1, q]));
        return Reshape(product, Shape.Create([.. batch.Lengths, m * p, n * q]));
    }
}
