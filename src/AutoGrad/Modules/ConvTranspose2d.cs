using System.Numerics;

namespace AutoGrad;

/// <summary>
/// The transpose of a convolution of images, [n, inputs, h, w] to [n, outputs, h, w], with the parameters <c>weight</c>
/// [inputs, outputs / groups, ..window] and <c>bias</c> [outputs].
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class ConvTranspose2d<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PerAxis? _stride;
    private readonly Padding? _padding;
    private readonly PerAxis? _outputPadding;
    private readonly PerAxis? _dilation;
    private readonly int _groups;

    /// <summary>Makes the module with random parameters, from U(-1/√m, 1/√m), as PyTorch does, where m is outputs / groups · the window's size.</summary>
    /// <param name="inputs">The channels of x, at least 1.</param>
    /// <param name="outputs">The channels of y, at least 1.</param>
    /// <param name="window">The lengths of a filter.</param>
    /// <param name="random">Where the numbers come from, first those of the weight, then those of the bias.</param>
    /// <param name="stride">The distance of what neighbouring elements add, 1 where it is not given.</param>
    /// <param name="padding">How much is cut off the output; nothing where it is not given.</param>
    /// <param name="outputPadding">How much longer the output is made at its end.</param>
    /// <param name="dilation">The distance of neighbouring elements of a filter, 1 where it is not given.</param>
    /// <param name="groups">Into how many groups the channels are cut.</param>
    /// <param name="weight">How the weight is drawn, if otherwise.</param>
    /// <param name="bias">Whether there is a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1, or the groups do not divide the channels.</exception>
    public ConvTranspose2d(
        int inputs, int outputs, PerAxis window, RandomStream random, PerAxis? stride = null, Padding? padding = null, PerAxis? outputPadding = null,
        PerAxis? dilation = null, int groups = 1, Initializer? weight = null, bool bias = true)
    {
        ArgumentNullException.ThrowIfNull(window);
        const string Name = nameof(ConvTranspose2d<>);
        Guard.Argument(inputs >= 1, Name, "needs at least 1 input", $"{inputs}", nameof(inputs));
        Guard.Argument(outputs >= 1, Name, "needs at least 1 output", $"{outputs}", nameof(outputs));
        Guard.Argument(groups >= 1 && inputs % groups == 0 && outputs % groups == 0, Name, "needs groups that divide the inputs and the outputs",
            $"{groups} groups, {inputs} inputs and {outputs} outputs", nameof(groups));
        var given = window.ToArray();
        Guard.Argument(given.Length is 1 or 2 && given.All(length => length >= 1), Name, "needs a window of at least 1, one length or 2", $"{window}", nameof(window));
        (_stride, _padding, _outputPadding, _dilation, _groups) = (stride, padding, outputPadding, dilation, groups);
        Weight = AddParameter("weight", (weight ?? Initializer.TorchUniform).Create<T>([inputs, outputs / groups, given[0], given[^1]], random));
        var bound = 1 / Math.Sqrt(Weight.Shape.Size / inputs);
        Bias = bias ? AddParameter("bias", Initializer.Uniform(-bound, bound).Create<T>([outputs], random)) : null;
    }

    /// <summary>The filters, [inputs, outputs / groups, ..window].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>What is added to each channel of the output, [outputs], or null.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>What the elements of x add up to, plus the bias.</summary>
    /// <param name="x">The images, [n, inputs, h, w].</param>
    /// <exception cref="ShapeException">x has other axes or channels, or the output has no elements.</exception>
    protected override Variable<T> Compute(Variable<T> x) =>
        Op.ConvTranspose2d(x, Weight.Variable, Bias?.Variable, _stride, _padding, _outputPadding, _dilation, _groups);
}
