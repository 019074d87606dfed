using System.Numerics;

namespace AutoGrad;

/// <summary>The logarithm of the softmax along an axis as a module, yᵢ = xᵢ - ln Σⱼ exp(xⱼ): <see cref="Op.LogSoftmax{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="axis">The axis; a negative one counts from the end.</param>
public sealed class LogSoftmax<T>(int axis = -1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The axis; a negative one counts from the end.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc cref="Op.LogSoftmax{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The exponents, such as the logits of classes.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.LogSoftmax(x, Axis);
}
