using System.Numerics;

namespace AutoGrad;

/// <summary>The softmin along an axis as a module, yᵢ = exp(-xᵢ)/Σⱼ exp(-xⱼ): <see cref="Op.Softmin{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed class Softmin<T>(int axis = -1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The axis; a negative one counts from the end.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc cref="Op.Softmin{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The input.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.Softmin(x, Axis);
}
