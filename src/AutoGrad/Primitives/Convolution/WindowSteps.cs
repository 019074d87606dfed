using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>How the windows of a convolution or a pooling move: the static arguments that an operation and its transposes share.</summary>
internal readonly record struct WindowSteps(Axes Stride, Axes Before, Axes Dilation)
{
    /// <summary>The number of windows along each axis.</summary>
    /// <exception cref="ShapeException">A window does not fit into the padded axis.</exception>
    public static (WindowSteps Steps, Axes Output) Over(
        string operation, Shape x, ReadOnlySpan<int> window, PerAxis? stride, Padding? padding, PerAxis? dilation, Axes? unless = null)
    {
        var step = stride is null && unless is { } own ? own : PerAxis.Resolve(stride, operation, "stride", x, 1, 1);
        var spread = PerAxis.Resolve(dilation, operation, "dilation", x, 1, 1);
        var lengths = x.Lengths[2..];
        var (before, after) = Padding.Resolve(padding, operation, x, lengths, window, step, spread);
        var output = new int[lengths.Length];
        for (var axis = 0; axis < output.Length; axis++)
        {
            var room = (long)lengths[axis] + before[axis] + after[axis] - ((window[axis] - 1L) * spread[axis]) - 1;
            if (room < 0 || window[axis] == 0)
                Guard.ThrowShape(operation, "needs windows of at least one element that fit into the padded x",
                    $"window {new Axes(window)}, dilation {spread}, padding {before} before and {after} after, and x {x}");
            output[axis] = (int)Math.Min((room / step[axis]) + 1, int.MaxValue);
        }
        return (new(step, before, spread), new(output));
    }

    /// <summary>The sizes of a convolution of x [batch, channels, ..input] with w [filters, channels / groups, ..kernel] to y [batch, filters, ..output].</summary>
    public ConvolutionProblem Problem(
        int batch, int channels, int filters, int groups, ReadOnlySpan<int> input, ReadOnlySpan<int> kernel, ReadOnlySpan<int> output) => new(
        batch, channels, filters, groups, Extent.Of(input, 1), Extent.Of(kernel, 1), Extent.Of(output, 1),
        Extent.Of(Stride.Values, 1), Extent.Of(Before.Values, 0), Extent.Of(Dilation.Values, 1));

    /// <summary>What differs from steps of 1 without padding, as the subscript of a formula.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (Stride.Values.ContainsAnyExcept(1))
            parts.Add($"stride {Stride}");
        if (Before.Values.ContainsAnyExcept(0))
            parts.Add($"padding {Before}");
        if (Dilation.Values.ContainsAnyExcept(1))
            parts.Add($"dilation {Dilation}");
        return string.Join(", ", parts);
    }
}
