using System.Numerics;

namespace AutoGrad;

/// <summary>Makes one axis of all axes but the first: [n, ..] to [n, product of the others].</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Flatten<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The same elements, in the same order, [n, product of the others].</summary>
    /// <param name="x">A batch of n, [n, ..].</param>
    /// <exception cref="ShapeException">x is a scalar.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        if (x.Shape.Rank == 0)
            Guard.ThrowShape(nameof(Flatten<>), "needs a batch x [n, ..]", $"x {x.Shape}");
        return Op.Reshape(x, Shape.Create([x.Shape[0], Shape.Create(x.Shape.Lengths[1..]).Size]));
    }
}
