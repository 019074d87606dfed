using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Convolution whose groups have one channel each: too few multiply-adds an element for patches to pay, so the taps run over the rows in
/// place. A block of the work is a channel of an image.
/// </summary>
internal static unsafe class DepthwiseConvolution
{
    public static void Forward<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> w, Span<T> y, ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x, pw = w, py = y)
        {
            var operands = new ConvolutionOperands<T>(problem, px, pw, py);
            BlockSplit.For(problem.Batch * problem.Groups, problem.Work, block =>
            {
                var (image, channel) = Math.DivRem(block, problem.Groups);
                var source = new ReadOnlySpan<T>(operands.X(image, channel), problem.Input.Size);
                var target = new Span<T>(operands.Y(image, channel), problem.GroupFilters * problem.Output.Size);
                var taps = new ReadOnlySpan<T>(operands.W(channel), problem.GroupFilters * problem.Kernel.Size);
                target.Clear();
                for (var filter = 0; filter < problem.GroupFilters; filter++)
                    AddTaps(source, Part(taps, filter, problem.Kernel.Size), Part(target, filter, problem.Output.Size), problem);
            });
        }
    }

    public static void Transpose<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> w, Span<T> x, ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x, pw = w, py = y)
        {
            var operands = new ConvolutionOperands<T>(problem, px, pw, py);
            BlockSplit.For(problem.Batch * problem.Groups, problem.Work, block =>
            {
                var (image, channel) = Math.DivRem(block, problem.Groups);
                var target = new Span<T>(operands.X(image, channel), problem.Input.Size);
                var source = new ReadOnlySpan<T>(operands.Y(image, channel), problem.GroupFilters * problem.Output.Size);
                var taps = new ReadOnlySpan<T>(operands.W(channel), problem.GroupFilters * problem.Kernel.Size);
                target.Clear();
                for (var filter = 0; filter < problem.GroupFilters; filter++)
                    AddTapsBack(Part(source, filter, problem.Output.Size), Part(taps, filter, problem.Kernel.Size), target, problem);
            });
        }
    }

    // A channel's filters are one block for all images, so that the images add up in their order.
    public static void Weights<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> w, ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* px = x, pw = w, py = y)
        {
            var operands = new ConvolutionOperands<T>(problem, px, pw, py);
            BlockSplit.For(problem.Groups, problem.Work, channel =>
            {
                var target = new Span<T>(operands.W(channel), problem.GroupFilters * problem.Kernel.Size);
                target.Clear();
                for (var image = 0; image < problem.Batch; image++)
                {
                    var source = new ReadOnlySpan<T>(operands.X(image, channel), problem.Input.Size);
                    var outputs = new ReadOnlySpan<T>(operands.Y(image, channel), problem.GroupFilters * problem.Output.Size);
                    for (var filter = 0; filter < problem.GroupFilters; filter++)
                        AddProducts(source, Part(outputs, filter, problem.Output.Size), Part(target, filter, problem.Kernel.Size), problem);
                }
            });
        }
    }

    private static ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> whole, int index, int size) => whole.Slice(index * size, size);

    private static Span<T> Part<T>(Span<T> whole, int index, int size) => whole.Slice(index * size, size);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTaps<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> taps, Span<T> y, in ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var step = problem.Stride.Width;
        for (var tap = 0; tap < taps.Length; tap++)
        {
            var weight = taps[tap];
            var runs = new TapRuns(problem, tap, 0, y.Length);
            while (runs.Next())
            {
                var sums = y.Slice(runs.Output, runs.Count);
                if (step == 1)
                {
                    TensorPrimitives.MultiplyAdd(x.Slice(runs.Input, runs.Count), weight, sums, sums);
                    continue;
                }

                var from = x[runs.Input..];
                for (var i = 0; i < sums.Length; i++)
                    sums[i] += weight * from[i * step];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTapsBack<T>(ReadOnlySpan<T> y, ReadOnlySpan<T> taps, Span<T> x, in ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var step = problem.Stride.Width;
        for (var tap = 0; tap < taps.Length; tap++)
        {
            var weight = taps[tap];
            var runs = new TapRuns(problem, tap, 0, y.Length);
            while (runs.Next())
            {
                var run = y.Slice(runs.Output, runs.Count);
                if (step == 1)
                {
                    var sums = x.Slice(runs.Input, runs.Count);
                    TensorPrimitives.MultiplyAdd(run, weight, sums, sums);
                    continue;
                }

                var to = x[runs.Input..];
                for (var i = 0; i < run.Length; i++)
                    to[i * step] += weight * run[i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProducts<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> taps, in ConvolutionProblem problem)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var step = problem.Stride.Width;
        for (var tap = 0; tap < taps.Length; tap++)
        {
            var sum = taps[tap];
            var runs = new TapRuns(problem, tap, 0, y.Length);
            while (runs.Next())
            {
                var run = y.Slice(runs.Output, runs.Count);
                if (step == 1)
                {
                    sum += TensorPrimitives.Dot(x.Slice(runs.Input, runs.Count), run);
                    continue;
                }

                var from = x[runs.Input..];
                for (var i = 0; i < run.Length; i++)
                    sum += run[i] * from[i * step];
            }

            taps[tap] = sum;
        }
    }
}
