using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The pinned tensors of a convolution, and where the parts of an image and a group lie in them.</summary>
/// <remarks>All offsets stay within the lengths that the problem gives, to which the callers have cut their spans.</remarks>
internal readonly unsafe struct ConvolutionOperands<T>(ConvolutionProblem problem, T* x, T* w, T* y) where T : unmanaged, INumberBase<T>
{
    public ConvolutionProblem Problem => problem;

    public T* X(int image, int group) => x + (((nint)image * problem.Channels) + ((nint)group * problem.GroupChannels)) * problem.Input.Size;

    public T* W(int group) => w + ((nint)group * problem.GroupFilters * problem.PatchLength);

    public T* Y(int image, int group) => y + (((nint)image * problem.Filters) + ((nint)group * problem.GroupFilters)) * problem.Output.Size;

    /// <summary>One image and one group, as a convolution by itself.</summary>
    public ConvolutionOperands<T> Single(int image, int group) => new(
        problem with { Batch = 1, Groups = 1, Channels = problem.GroupChannels, Filters = problem.GroupFilters }, X(image, group), W(group), Y(image, group));
}
