using System.Numerics;

namespace AutoGrad;

/// <summary>The largest element of each window of images, [n, c, h, w].</summary>
/// <param name="window">The lengths of a window.</param>
/// <param name="stride">The distance of neighbouring windows, that of the window's length where it is not given.</param>
/// <param name="padding">How far windows reach beyond x, where there is nothing to compare; not at all where it is not given.</param>
/// <param name="dilation">The distance of neighbouring elements of a window, 1 where it is not given.</param>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class MaxPool2d<T>(PerAxis window, PerAxis? stride = null, Padding? padding = null, PerAxis? dilation = null) : Module<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The maxima, [n, c, h, w].</summary>
    /// <param name="x">The images, [n, c, h, w].</param>
    /// <exception cref="ShapeException">x has other axes, or windows do not fit into it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A window, a stride or a dilation is less than 1, or a padding is negative.</exception>
    public override Variable<T> Forward(Variable<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Shape.Rank != 4)
            Guard.ThrowShape(nameof(MaxPool2d<>), "needs x [n, c, h, w]", $"x {x.Shape}");
        return Op.MaxPool(x, window, stride, padding, dilation);
    }
}
