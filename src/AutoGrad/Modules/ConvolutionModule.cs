using System.Numerics;

namespace AutoGrad;

/// <summary>
/// What the convolutions have in common: the parameters <c>weight</c> [outputs, inputs / groups, ..window] and <c>bias</c> [outputs], and how the
/// window moves.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public abstract class ConvolutionModule<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected ConvolutionModule(
        string name, int axes, int inputs, int outputs, PerAxis window, RandomStream random, PerAxis? stride, Padding? padding, PerAxis? dilation,
        int groups, Initializer? weight, bool bias)
    {
        ArgumentNullException.ThrowIfNull(window);
        Guard.Argument(inputs >= 1, name, "needs at least 1 input", $"{inputs}", nameof(inputs));
        Guard.Argument(outputs >= 1, name, "needs at least 1 output", $"{outputs}", nameof(outputs));
        Guard.Argument(groups >= 1 && inputs % groups == 0 && outputs % groups == 0, name, "needs groups that divide the inputs and the outputs",
            $"{groups} groups, {inputs} inputs and {outputs} outputs", nameof(groups));
        var given = window.ToArray();
        Guard.Argument(given.All(length => length >= 1) && (given.Length == 1 || given.Length == axes), name,
            $"needs a window of at least 1, one length or {axes}", $"{window}", nameof(window));
        var lengths = given.Length == axes ? given : Enumerable.Repeat(given[0], axes).ToArray();
        (Stride, Padding, Dilation, Groups) = (stride ?? 1, padding ?? Padding.Valid, dilation ?? 1, groups);
        Weight = AddParameter("weight", (weight ?? Initializer.TorchUniform).Create<T>([outputs, inputs / groups, .. lengths], random));
        if (!bias)
            return;
        var bound = 1 / Math.Sqrt(Weight.Shape.Size / outputs);
        Bias = AddParameter("bias", Initializer.Uniform(-bound, bound).Create<T>([outputs], random));
    }

    /// <summary>The filters, [outputs, inputs / groups, ..window].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>What is added to each channel of the output, [outputs], or null.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The distance of neighbouring windows.</summary>
    public PerAxis Stride { get; }

    /// <summary>How far windows reach beyond x.</summary>
    public Padding Padding { get; }

    /// <summary>The distance of neighbouring elements of a window.</summary>
    public PerAxis Dilation { get; }

    /// <summary>Into how many groups the channels and the filters are cut.</summary>
    public int Groups { get; }
}
