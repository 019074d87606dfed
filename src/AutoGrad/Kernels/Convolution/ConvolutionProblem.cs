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
}
