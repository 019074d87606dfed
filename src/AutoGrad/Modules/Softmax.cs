using System.Numerics;

namespace AutoGrad;

/// <summary>The softmax along an axis as a module, yᵢ = exp(xᵢ) / Σⱼ exp(xⱼ): <see cref="Op.Softmax{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed class Softmax<T>(int axis = -1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The axis; a negative one counts from the end.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc cref="Op.Softmax{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The exponents, such as the logits of classes.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.Softmax(x, Axis);
}
