using System.Numerics;

namespace AutoGrad;

/// <summary>The average of each window of sequences, images or volumes: <see cref="Op.AveragePool{T}"/>.</summary>
/// <param name="window">The lengths of a window.</param>
/// <param name="stride">The distance of neighbouring windows, that of the window's length where it is not given.</param>
/// <param name="padding">How far windows reach beyond x, where its elements count as 0; not at all where it is not given.</param>
/// <param name="countsPadding">Whether a sum is divided by the whole window's size, or by the number of its elements that lie in x.</param>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class AveragePool<T>(PerAxis window, PerAxis? stride = null, Padding? padding = null, bool countsPadding = true) : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.AveragePool{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.AveragePool(x, window, stride, padding, countsPadding);
}
