using System.Numerics;

namespace AutoGrad;

/// <summary>The average of each window of images, [n, c, h, w].</summary>
/// <param name="window">The lengths of a window.</param>
/// <param name="stride">The distance of neighbouring windows, that of the window's length where it is not given.</param>
/// <param name="padding">How far windows reach beyond x, where its elements count as 0; not at all where it is not given.</param>
/// <param name="countsPadding">Whether a sum is divided by the whole window's size, or by the number of its elements that lie in x.</param>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class AveragePool2d<T>(PerAxis window, PerAxis? stride = null, Padding? padding = null, bool countsPadding = true) : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The averages, [n, c, h, w].</summary>
    /// <param name="x">The images, [n, c, h, w].</param>
    /// <exception cref="ShapeException">x has other axes, or windows do not fit into it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A window or a stride is less than 1, or a padding is negative.</exception>
    public override Variable<T> Forward(Variable<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 4)
            Guard.ThrowShape(nameof(AveragePool2d<>), "needs x [n, c, h, w]", $"x {x.Shape}");
        return Op.AveragePool(x, window, stride, padding, countsPadding);
    }
}
