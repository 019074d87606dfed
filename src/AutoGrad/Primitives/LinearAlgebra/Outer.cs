using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The outer product of two vectors, y[i, j] = aᵢ·bⱼ, [m] and [n] to [m, n].</summary>
    /// <exception cref="ShapeException">An operand is not a vector.</exception>
    public static Variable<T> Outer<T>(Variable<T> a, Variable<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape.Rank != 1 || b.Shape.Rank != 1)
            Guard.ThrowShape(nameof(Outer), "needs vectors a [m] and b [n]", $"a {a.Shape} and b {b.Shape}");
        return Reshape(a, a.Shape.Size, 1) * b;
    }
}
