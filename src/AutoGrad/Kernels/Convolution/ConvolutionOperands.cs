using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The pinned tensors of a convolution, and where the parts of an image and a group lie in them.</summary>
/// <remarks>All offsets stay within the lengths that the problem gives, to which the callers have cut their spans.</remarks>
internal readonly unsafe struct ConvolutionOperands<T>(ConvolutionProblem problem, T* x, T* w, T* y) where T : unmanaged, INumberBase<T>
{
    // Patches of this size stay in the second cache while the product reads them.
    private const int PatchBytes = 512 * 1024;
    private const int LeastTile = 64;

    public ConvolutionProblem Problem => problem;

    /// <summary>The parts into which the output positions of an image are cut, so that their patches stay in the cache.</summary>
    public int Tiles => (int)Math.Clamp(
        (long)problem.PatchLength * problem.Output.Size * sizeof(T) / PatchBytes, 1, Math.Max(1, problem.Output.Size / LeastTile));

    public (int Start, int End) Tile(int index, int tiles) =>
        ((int)((long)problem.Output.Size * index / tiles), (int)((long)problem.Output.Size * (index + 1) / tiles));

    public T* X(int image, int group) => x + (((nint)image * problem.Channels) + ((nint)group * problem.GroupChannels)) * problem.Input.Size;

    public T* W(int group) => w + ((nint)group * problem.GroupFilters * problem.PatchLength);

    public T* Y(int image, int group) => y + (((nint)image * problem.Filters) + ((nint)group * problem.GroupFilters)) * problem.Output.Size;

    /// <summary>The filters of a group, [filters, patch].</summary>
    public Operand<T> Weights(int group) => new(W(group), problem.PatchLength, 1);

    /// <summary>Output positions of an image and a group, [filters, positions].</summary>
    public Operand<T> Outputs(int image, int group, int start) => new(Y(image, group) + start, problem.Output.Size, 1);

    /// <summary>What output positions meet, [patch, positions]: the image itself, or a copy in the buffer.</summary>
    public Operand<T> PatchesOf(int image, int group, int start, int end, Span<T> pinnedBuffer, T* buffer)
    {
        if (problem.IsProduct)
            return new(X(image, group) + start, problem.Output.Size, 1);
        var channels = new ReadOnlySpan<T>(X(image, group), problem.GroupChannels * problem.Input.Size);
        Patches.Pack(channels, pinnedBuffer, problem, problem.GroupChannels, start, end);
        return new(buffer, end - start, 1);
    }

    /// <summary>The room that <see cref="PatchesOf"/> needs for any tile.</summary>
    public int BufferLength(int tiles) =>
        problem.IsProduct ? 0 : checked(problem.PatchLength * (((problem.Output.Size + tiles - 1) / tiles) + 1));
}
