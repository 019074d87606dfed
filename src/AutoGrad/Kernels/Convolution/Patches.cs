using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Brings the elements that outputs meet into the columns of a matrix [channels · taps, positions], and adds them back.</summary>
internal static class Patches
{
    /// <summary>Copies what the output positions from start to end meet in some channels of one image; padding is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(ReadOnlySpan<T> x, Span<T> patches, in ConvolutionProblem problem, int channels, int start, int end)
        where T : unmanaged
    {
        var (size, taps, width, step) = (problem.Input.Size, problem.Kernel.Size, end - start, problem.Stride.Width);
        for (var row = 0; row < channels * taps; row++)
        {
            var (channel, tap) = Math.DivRem(row, taps);
            var source = x.Slice(channel * size, size);
            var target = patches.Slice(row * width, width);
            var filled = 0;
            var runs = new TapRuns(problem, tap, start, end);
            while (runs.Next())
            {
                target[filled..runs.Output].Clear();
                var run = target.Slice(runs.Output, runs.Count);
                filled = runs.Output + runs.Count;
                if (step == 1)
                {
                    source.Slice(runs.Input, runs.Count).CopyTo(run);
                    continue;
                }

                var from = source[runs.Input..];
                for (var i = 0; i < run.Length; i++)
                    run[i] = from[i * step];
            }

            target[filled..].Clear();
        }
    }

    /// <summary>The transpose of <see cref="Pack"/>: adds each element of the matrix where it was copied from. Those of padding go nowhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ReadOnlySpan<T> patches, Span<T> x, in ConvolutionProblem problem, int channels, int start, int end)
        where T : unmanaged, INumberBase<T>
    {
        var (size, taps, width, step) = (problem.Input.Size, problem.Kernel.Size, end - start, problem.Stride.Width);
        for (var row = 0; row < channels * taps; row++)
        {
            var (channel, tap) = Math.DivRem(row, taps);
            var target = x.Slice(channel * size, size);
            var source = patches.Slice(row * width, width);
            var runs = new TapRuns(problem, tap, start, end);
            while (runs.Next())
            {
                var run = source.Slice(runs.Output, runs.Count);
                if (step == 1)
                {
                    var sums = target.Slice(runs.Input, runs.Count);
                    TensorPrimitives.Add(sums, run, sums);
                    continue;
                }

                var to = target[runs.Input..];
                for (var i = 0; i < run.Length; i++)
                    to[i * step] += run[i];
            }
        }
    }
}
