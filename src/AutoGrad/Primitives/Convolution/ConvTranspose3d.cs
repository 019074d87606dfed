using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The transpose of <see cref="Conv3d{T}"/>: each element of x adds its multiple of the filters to the output, at
    /// i · stride + p · dilation - padding.
    /// </summary>
    /// <param name="x">The elements, [n, c, d, h, w].</param>
    /// <param name="w">The filters, [c, k / groups, d, h, w].</param>
    /// <param name="bias">What is added to each channel of the output, [k], or nothing.</param>
    /// <param name="stride">The distance of what neighbouring elements add, 1 where it is not given.</param>
    /// <param name="padding">
    /// How much is cut off the output; nothing where it is not given. With <see cref="Padding.Same"/>, the output is stride times as long as x.
    /// </param>
    /// <param name="outputPadding">How much longer the output is made at its end: one of the lengths that a stride rounds to the same.</param>
    /// <param name="dilation">The distance of neighbouring elements of a filter, 1 where it is not given.</param>
    /// <param name="groups">Into how many groups the channels are cut, each adding to a group of the output.</param>
    /// <returns>The output, [n, k, d, h, w], where a length is (length of x - 1) · stride - padding + (length of w - 1) · dilation + 1 + output padding.</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other or the groups, or the output has no elements.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride, a dilation or the groups are less than 1, or a padding is negative.</exception>
    public static Variable<T> ConvTranspose3d<T>(
        Variable<T> x, Variable<T> w, Variable<T>? bias = null, PerAxis? stride = null, Padding? padding = null, PerAxis? outputPadding = null,
        PerAxis? dilation = null, int groups = 1)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ConvolveTransposed(nameof(ConvTranspose3d), "d, h, w", x, w, bias, stride, padding, outputPadding, dilation, groups);
}
