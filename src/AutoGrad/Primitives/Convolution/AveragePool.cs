using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The average of each window, along one to three axes.</summary>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    /// <param name="window">The lengths of a window.</param>
    /// <param name="stride">The distance of neighbouring windows, that of the window's length where it is not given.</param>
    /// <param name="padding">How far windows reach beyond x, where its elements count as 0; not at all where it is not given.</param>
    /// <param name="countsPadding">Whether a sum is divided by the whole window's size, or by the number of its elements that lie in x.</param>
    /// <exception cref="ShapeException">x has other axes, windows do not fit into the padded x, or one lies in the padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A window or a stride is less than 1, or a padding is negative.</exception>
    public static Variable<T> AveragePool<T>(
        Variable<T> x, PerAxis window, PerAxis? stride = null, Padding? padding = null, bool countsPadding = true)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        var rule = TapRule.Windows(nameof(AveragePool), shape, window, stride, padding, null);
        var sums = new ResamplePrimitive<T>(rule).Apply(x);
        if (!countsPadding)
            return sums / new ResamplePrimitive<T>(rule).Apply(Variable.Ones<T>(Shape.Create([1, 1, .. shape.Lengths[2..]])));
        return sums / Variable.Scalar(T.CreateTruncating(rule.Window.Product));
    }
}
