using System.Numerics;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// Convolution of images with filters, without turning the filters round:
    /// y[n, k, i, j] = b[k] + Σ x[n, c, i · stride + p · dilation - padding, j · stride + q · dilation - padding] w[k, c, p, q].
    /// </summary>
    /// <param name="x">The images, [n, c, h, w].</param>
    /// <param name="w">The filters, [k, c / groups, h, w].</param>
    /// <param name="bias">What is added to each channel of the output, [k], or nothing.</param>
    /// <param name="stride">The distance of neighbouring windows, 1 where it is not given.</param>
    /// <param name="padding">How far windows reach beyond x, where its elements count as 0; not at all where it is not given.</param>
    /// <param name="dilation">The distance of neighbouring elements of a window, 1 where it is not given.</param>
    /// <param name="groups">Into how many groups the channels and the filters are cut, each filter meeting the channels of its own group.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other or the groups, or windows do not fit into the padded x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride, a dilation or the groups are less than 1, or a padding is negative.</exception>
    /// <remarks>
    /// Windows of 3 by 3 without stride and dilation are computed with fewer products where each group has 16 channels and 16 filters or more and images are
    /// not too small, and so are both derivatives: by the minimal filtering F(2 × 2, 3 × 3) of Winograd, as in Lavin and Gray, Fast Algorithms for
    /// Convolutional Neural Networks, 2015. Small whole numbers give exact results. Otherwise an element of y differs from the exact sum over its c channels
    /// by at most about 16 (c + 10) roundings of Σ max |x| Σ |w|, the sum over channels of the largest element in the window and of all weights: transforms
    /// add elements of a window, which are then told apart again. A plain sum has 9 c roundings of Σ |x| |w|; of random numbers both are equally accurate.
    /// An element of y depends on its window alone, and an image whose y is not finite everywhere is computed as a plain sum.
    /// </remarks>
    public static Variable<T> Conv2d<T>(
        Variable<T> x, Variable<T> w, Variable<T>? bias = null, PerAxis? stride = null, Padding? padding = null, PerAxis? dilation = null, int groups = 1)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Convolve(nameof(Conv2d), "h, w", x, w, bias, stride, padding, dilation, groups);
}
