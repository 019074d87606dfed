using System.Numerics;

namespace AutoGrad;

/// <summary>
/// The gated linear unit along an axis of length 2n as a module, y = a·σ(b) with a the first n elements and b the others:
/// <see cref="Op.Glu{T}"/>.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed class Glu<T>(int axis = -1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The axis; a negative one counts from the end.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc cref="Op.Glu{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The input.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.Glu(x, Axis);
}
