using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// The transpose of a convolution: for each remainder by the stride that places of x have, a correlation of y at a step of 1 with the taps that
/// reach these places.
/// </summary>
internal static unsafe class TransposedConvolution
{
    public static void Run<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var (stride, input) = (problem.Stride, problem.Input);
        var phases = new List<(Extent Phase, Extent[] Taps, int[] Indices)>();
        var count = 0;
        for (var depth = 0; depth < Math.Min(stride.Depth, input.Depth); depth++)
        {
            for (var height = 0; height < Math.Min(stride.Height, input.Height); height++)
            {
                for (var width = 0; width < Math.Min(stride.Width, input.Width); width++, count++)
                {
                    var (taps, indices) = TapsOf(problem, new(depth, height, width));
                    if (taps.Length > 0)
                        phases.Add((new(depth, height, width), taps, indices));
                }
            }
        }

        if (phases.Count < count)
            new Span<T>(operands.X(0, 0), problem.XLength).Clear();
        foreach (var (phase, taps, indices) in phases)
            RunPhase(operands, phase, taps, indices);
    }

    private static void RunPhase<T>(ConvolutionOperands<T> operands, Extent phase, Extent[] taps, int[] indices)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var (kernel, stride, input) = (problem.Kernel.Size, problem.Stride, problem.Input);
        Extent output = new(
            Count(input.Depth, phase.Depth, stride.Depth), Count(input.Height, phase.Height, stride.Height), Count(input.Width, phase.Width, stride.Width));
        var weightSteps = new int[problem.GroupFilters * taps.Length];
        for (var i = 0; i < weightSteps.Length; i++)
            weightSteps[i] = (i / taps.Length * problem.PatchLength) + indices[i % taps.Length];
        Extent reach = new(1, 1, taps.Max(tap => tap.Width) - taps.Min(tap => tap.Width) + 1);
        var byPixels = CorrelationKernel.PrefersPixels<T>(output, Extent.One, reach, problem.GroupChannels, weightSteps.Length);
        var copies = checked(problem.Batch * problem.Groups);
        CorrelationKernel.Run(
            new CorrelationOperands<T>
            {
                Correlation = new(problem.GroupFilters, problem.Output, output, Extent.One, taps, copies, sizeof(T), byPixels),
                Copies = copies,
                Groups = problem.Groups,
                Planes = problem.GroupChannels,
                Source = operands.Y(0, 0),
                Weights = operands.W(0),
                GroupStride = (nint)problem.GroupFilters * problem.PatchLength,
                PlaneStride = kernel,
                WeightSteps = weightSteps,
                Target = new(operands.X(0, 0), input, phase, stride),
            },
            byPixels, problem.Work * taps.Length / kernel);
    }

    // x's element at phase + m · stride has y's at o where o · stride = phase + m · stride + before - tap · dilation.
    private static (Extent[] Taps, int[] Indices) TapsOf(in ConvolutionProblem problem, Extent phase)
    {
        var (taps, indices, all) = (new List<Extent>(), new List<int>(), problem.Taps());
        var stride = problem.Stride;
        for (var i = 0; i < all.Length; i++)
        {
            var tap = all[i];
            var (depth, height, width) = (phase.Depth - tap.Depth, phase.Height - tap.Height, phase.Width - tap.Width);
            if (depth % stride.Depth != 0 || height % stride.Height != 0 || width % stride.Width != 0)
                continue;
            taps.Add(new(depth / stride.Depth, height / stride.Height, width / stride.Width));
            indices.Add(i);
        }

        return ([.. taps], [.. indices]);
    }

    private static int Count(int length, int phase, int stride) => ((length - 1 - phase) / stride) + 1;
}
