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
        var plan = PlanCache<ConvolutionProblem, Plan<T>>.Get(problem, Plan<T>.Of);
        if (!plan.ReachesAll)
            new Span<T>(operands.X(0, 0), problem.XLength).Clear();
        foreach (var phase in plan.Phases)
        {
            CorrelationKernel.Run(
                new CorrelationOperands<T>
                {
                    Correlation = phase.Correlation,
                    Copies = problem.Batch * problem.Groups,
                    Groups = problem.Groups,
                    Planes = problem.GroupChannels,
                    Source = operands.Y(0, 0),
                    Weights = operands.W(0),
                    GroupStride = (nint)problem.GroupFilters * problem.PatchLength,
                    PlaneStride = problem.Kernel.Size,
                    WeightSteps = phase.WeightSteps,
                    Target = new(operands.X(0, 0), problem.Input, phase.Place, problem.Stride),
                },
                phase.ByPixels, phase.Work);
        }
    }

    private sealed record Plan<T>(Phase[] Phases, bool ReachesAll) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static Plan<T> Of(ConvolutionProblem problem)
        {
            var (stride, input) = (problem.Stride, problem.Input);
            var (phases, count) = (new List<Phase>(), 0);
            for (var depth = 0; depth < Math.Min(stride.Depth, input.Depth); depth++)
            {
                for (var height = 0; height < Math.Min(stride.Height, input.Height); height++)
                {
                    for (var width = 0; width < Math.Min(stride.Width, input.Width); width++, count++)
                    {
                        if (Phase.Of<T>(problem, new(depth, height, width)) is { } phase)
                            phases.Add(phase);
                    }
                }
            }

            return new([.. phases], phases.Count == count);
        }
    }

    // The places of x at a distance of a stride from each other.
    private sealed record Phase(Extent Place, Correlation Correlation, int[] WeightSteps, bool ByPixels, long Work)
    {
        public static Phase? Of<T>(in ConvolutionProblem problem, Extent place) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (taps, indices) = TapsOf(problem, place);
            if (taps.Length == 0)
                return null;
            var (stride, input) = (problem.Stride, problem.Input);
            Extent output = new(
                Count(input.Depth, place.Depth, stride.Depth), Count(input.Height, place.Height, stride.Height), Count(input.Width, place.Width, stride.Width));
            var weightSteps = new int[problem.GroupFilters * taps.Length];
            for (var i = 0; i < weightSteps.Length; i++)
                weightSteps[i] = (i / taps.Length * problem.PatchLength) + indices[i % taps.Length];
            Extent reach = new(1, 1, taps.Max(tap => tap.Width) - taps.Min(tap => tap.Width) + 1);
            var byPixels = CorrelationKernel.PrefersPixels<T>(output, Extent.One, reach, problem.GroupChannels, weightSteps.Length);
            var copies = checked(problem.Batch * problem.Groups);
            return new(place, new(problem.GroupFilters, problem.Output, output, Extent.One, taps, copies, sizeof(T), byPixels), weightSteps, byPixels,
                problem.Work * taps.Length / problem.Kernel.Size);
        }
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
