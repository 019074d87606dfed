using System.Numerics;

namespace AutoGrad;

/// <summary>Convolution of sequences, [n, inputs, l] to [n, outputs, l], with the parameters <c>weight</c> and <c>bias</c>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Conv1d<T> : ConvolutionModule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with random parameters.</summary>
    /// <param name="inputs">The channels of x, at least 1.</param>
    /// <param name="outputs">The channels of y, at least 1.</param>
    /// <param name="window">The lengths of a filter.</param>
    /// <param name="random">Where the numbers come from, first those of the weight, then those of the bias.</param>
    /// <param name="stride">The distance of neighbouring windows, 1 where it is not given.</param>
    /// <param name="padding">How far windows reach beyond x; not at all where it is not given.</param>
    /// <param name="dilation">The distance of neighbouring elements of a window, 1 where it is not given.</param>
    /// <param name="groups">Into how many groups the channels and the filters are cut.</param>
    /// <param name="weight">How the weight is drawn; <see cref="Initializer.TorchUniform"/> where none is given.</param>
    /// <param name="bias">Whether there is a bias. It is drawn from U(-1/√m, 1/√m), as PyTorch does, where m is the number of elements of a filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the groups do not divide the channels.</exception>
    public Conv1d(
        int inputs, int outputs, PerAxis window, RandomStream random, PerAxis? stride = null, Padding? padding = null, PerAxis? dilation = null,
        int groups = 1, Initializer? weight = null, bool bias = true)
        : base(nameof(Conv1d<>), 1, inputs, outputs, window, random, stride, padding, dilation, groups, weight, bias)
    {
    }

    /// <summary>The convolution of x with the weight, plus the bias.</summary>
    /// <param name="x">The sequences, [n, inputs, l].</param>
    /// <exception cref="ShapeException">x has other axes or channels, or windows do not fit into it.</exception>
    protected override Variable<T> Compute(Variable<T> x) => Op.Conv1d(x, Weight.Variable, Bias?.Variable, Stride, Padding, Dilation, Groups);
}
