using AutoGrad.Graphs.Code;
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

    /// <summary>A convolution, or one of its transposes, as a statement in C#.</summary>
    public string WriteCode(CodeOperation operation, CodeHelper helper, int groups)
    {
        object[] operands = [.. operation.Operands.SelectMany((name, k) => new object[] { name, OfThreeAxes(operation.Shapes[k].Lengths) })];
        return $"{operation.Invoke(helper, [.. operands, .. Arguments, groups, operation.Result, OfThreeAxes(operation.Shape.Lengths)])};";
    }

    /// <summary>The columns of windows of whole [n, c, ..], or the transpose, as a statement in C#: each channel is an image by itself.</summary>
    public string WriteColumns(CodeOperation operation, CodeHelper helper, Shape whole, Axes window, Axes output)
    {
        var (planes, taps, windows) = (OfThreeAxes([whole[0] * whole[1], 1, .. whole.Lengths[2..]]), OfThreeAxes([1, 1, .. window.Values]), OfThreeAxes([1, 1, .. output.Values]));
        return $"{operation.Invoke(helper, [operation.Operands[0], planes, taps, windows, .. Arguments, operation.Result])};";
    }

    private object[] Arguments => [Three(Stride.Values, 1), Three(Before.Values, 0), Three(Dilation.Values, 1)];

    private static int[] OfThreeAxes(ReadOnlySpan<int> lengths) => [.. lengths[..2], .. Three(lengths[2..], 1)];

    private static int[] Three(ReadOnlySpan<int> values, int filler) => [.. Enumerable.Repeat(filler, 3 - values.Length), .. values];
}
