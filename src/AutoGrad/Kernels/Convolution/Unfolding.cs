using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The patches of whole images as matrices [channels · taps, positions], and back. A block of the work is a channel of an image.</summary>
internal static unsafe class Unfolding
{
    /// <summary>Sets y to the patches of x; padding is 0.</summary>
    public static void Unfold<T>(ReadOnlySpan<T> x, Span<T> y, ConvolutionProblem problem) where T : unmanaged, INumberBase<T>
    {
        var (size, patch, count) = (problem.Input.Size, problem.Kernel.Size * problem.Output.Size, problem.Batch * problem.Channels);
        // The slices throw where a span is too short: blocks lie within count · size and count · patch elements.
        fixed (T* px = x[..(count * size)], py = y[..(count * patch)])
        {
            var (from, to) = ((nint)px, (nint)py);
            BlockSplit.For(count, (long)count * patch, (problem, size, patch, from, to), static (own, block) => Patches.Pack(
                new ReadOnlySpan<T>((T*)own.from + ((nint)block * own.size), own.size),
                new Span<T>((T*)own.to + ((nint)block * own.patch), own.patch), own.problem, 1, 0, own.problem.Output.Size));
        }
    }

    /// <summary>Sets x to the sums of the patches' elements at their places; those of padding go nowhere.</summary>
    public static void Fold<T>(ReadOnlySpan<T> y, Span<T> x, ConvolutionProblem problem) where T : unmanaged, INumberBase<T>
    {
        var (size, patch, count) = (problem.Input.Size, problem.Kernel.Size * problem.Output.Size, problem.Batch * problem.Channels);
        x.Clear();
        fixed (T* px = x[..(count * size)], py = y[..(count * patch)])
        {
            var (from, to) = ((nint)py, (nint)px);
            BlockSplit.For(count, (long)count * patch, (problem, size, patch, from, to), static (own, block) => Patches.Add(
                new ReadOnlySpan<T>((T*)own.from + ((nint)block * own.patch), own.patch),
                new Span<T>((T*)own.to + ((nint)block * own.size), own.size), own.problem, 1, 0, own.problem.Output.Size));
        }
    }
}
