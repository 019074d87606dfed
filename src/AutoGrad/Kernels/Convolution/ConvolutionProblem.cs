namespace AutoGrad.Kernels;

/// <summary>
/// The sizes of a convolution: x [batch, channels, ..input], w [filters, channels / groups, ..kernel] and y [batch, filters, ..output], where
/// y's element at o meets x's at o · stride - before + tap · dilation, if there is one.
/// </summary>
internal readonly record struct ConvolutionProblem(
    int Batch, int Channels, int Filters, int Groups, Extent Input, Extent Kernel, Extent Output, Extent Stride, Extent Before, Extent Dilation)
{
    public int GroupChannels => Channels / Groups;

    public int GroupFilters => Filters / Groups;

    /// <summary>The elements of x that an element of y meets.</summary>
    public int PatchLength => GroupChannels * Kernel.Size;

    public int XLength => checked(Batch * Channels * Input.Size);

    public int WLength => checked(Filters * PatchLength);

    public int YLength => checked(Batch * Filters * Output.Size);

    /// <summary>The multiply-adds.</summary>
    public long Work => (long)Batch * Filters * Output.Size * PatchLength;

    /// <summary>Whether the patches of an image are the image as it is.</summary>
    public bool IsProduct => Kernel == Extent.One && Stride == Extent.One && Before == default && Input == Output;

    /// <summary>Where the taps of y's element at 0 lie in x; those below 0 lie in the padding.</summary>
    public Extent[] Taps()
    {
        var taps = new Extent[Kernel.Size];
        for (var i = 0; i < taps.Length; i++)
        {
            var (line, width) = Math.DivRem(i, Kernel.Width);
            var (depth, height) = Math.DivRem(line, Kernel.Height);
            taps[i] = new(
                (depth * Dilation.Depth) - Before.Depth, (height * Dilation.Height) - Before.Height, (width * Dilation.Width) - Before.Width);
        }

        return taps;
    }
}
