using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inner product of vectors, Σᵢ aᵢ bᵢ, [.., n] and [.., n] to [..], where the leading axes broadcast.</summary>
    /// <exception cref="ShapeException">An operand is a scalar, the last axes differ, or the others do not broadcast.</exception>
    public static Variable<T> Dot<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shapeA, shapeB) = (ShapeOf(a), ShapeOf(b));
        var fits = shapeA.Rank >= 1 && shapeB.Rank >= 1 && shapeA[^1] == shapeB[^1];
        if (!fits)
            Guard.ThrowShape(nameof(Dot), "needs a [.., n] and b [.., n]", $"a {shapeA} and b {shapeB}");
        if (Shape.TryBroadcast(shapeA, shapeB) is null)
            Guard.ThrowNotBroadcastable(nameof(Dot), $"a {shapeA} and b {shapeB}");
        return Sum(a * b, -1);
    }
}
