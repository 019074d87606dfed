using System.Numerics;

namespace AutoGrad;

/// <summary>The largest element of each window of sequences, images or volumes: <see cref="Op.MaxPool{T}"/>.</summary>
/// <param name="window">The lengths of a window.</param>
/// <param name="stride">The distance of neighbouring windows, that of the window's length where it is not given.</param>
/// <param name="padding">How far windows reach beyond x, where there is nothing to compare; not at all where it is not given.</param>
/// <param name="dilation">The distance of neighbouring elements of a window, 1 where it is not given.</param>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class MaxPool<T>(PerAxis window, PerAxis? stride = null, Padding? padding = null, PerAxis? dilation = null) : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.MaxPool{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.MaxPool(x, window, stride, padding, dilation);
}
