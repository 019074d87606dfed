using System.Numerics;

namespace AutoGrad;

/// <summary>The average of each part of sequences, images or volumes that are cut into a given number of parts, [n, c, ..] to [n, c, ..size].</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="size">The lengths of the output, one for all spatial axes or one for each.</param>
public sealed class AdaptiveAveragePool<T>(PerAxis size) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.AdaptiveAveragePool{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.AdaptiveAveragePool(x, size);
}
