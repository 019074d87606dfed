using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// The transpose of a convolution: for each remainder by the stride that places of x have, a correlation of y at a step of 1 with the taps that
/// reach these places.
/// </summary>
internal static unsafe class TransposedConvolution
{
    // Rows of so many phases are joined while they lie in the caches.
    private const int MostTogether = 16;

    // What the phases may take more by planes than each as suits it best: apart, each packs the source and writes elements one by one.
    private const double TogetherCost = 1.2;

    public static void Run<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var plan = PlanCache<ConvolutionProblem, Plan<T>>.Get(problem, Plan<T>.Of);
        if (plan.Together is { } together)
        {
            CorrelationKernel.RunPhases(OperandsOf(operands, together.Correlation, []), together.Phases, together.Stride, problem.Input, problem.Work);
            return;
        }
        if (!plan.ReachesAll)
            new Span<T>(operands.X(0, 0), problem.XLength).Clear();
        foreach (var phase in plan.Phases)
        {
            var target = new OutputGrid<T>(operands.X(0, 0), problem.Input, phase.Place, problem.Stride);
            CorrelationKernel.Run(OperandsOf(operands, phase.Correlation, phase.WeightSteps) with { Target = target }, phase.ByPixels, phase.Work);
        }
    }

    private static CorrelationOperands<T> OperandsOf<T>(ConvolutionOperands<T> operands, Correlation correlation, int[] weightSteps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        return new()
        {
            Correlation = correlation,
            Copies = problem.Batch * problem.Groups,
            Groups = problem.Groups,
            Planes = problem.GroupChannels,
            Source = operands.Y(0, 0),
            Weights = operands.W(0),
            GroupStride = (nint)problem.GroupFilters * problem.PatchLength,
            PlaneStride = problem.Kernel.Size,
            WeightSteps = weightSteps,
            Target = new(operands.X(0, 0), problem.Input, default, Extent.One),
        };
    }

    private sealed record Plan<T>(Phase[] Phases, bool ReachesAll, Together? Together) where T : unmanaged, IFloatingPointIeee754<T>
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

            var isApart = count == 1 || count > MostTogether || phases.Count == 0
                || phases.Sum(phase => phase.Costs.ByPlanes) > TogetherCost * phases.Sum(phase => Math.Min(phase.Costs.ByPlanes, phase.Costs.ByPixels));
            return new([.. phases], phases.Count == count, isApart ? null : Together.Of(problem, sizeof(T)));
        }
    }

    // All phases, for which one packed source serves.
    private sealed record Together(Correlation Correlation, TapPhase[] Phases, Extent Stride)
    {
        public static Together Of(ConvolutionProblem problem, int elementSize)
        {
            var (stride, input) = (problem.Stride, problem.Input);
            Extent count = new(Math.Min(stride.Depth, input.Depth), Math.Min(stride.Height, input.Height), Math.Min(stride.Width, input.Width));
            var taps = new (Extent[] Taps, int[] Indices)[count.Size];
            for (var i = 0; i < taps.Length; i++)
            {
                var (line, width) = Math.DivRem(i, count.Width);
                var (depth, height) = Math.DivRem(line, count.Height);
                taps[i] = TapsOf(problem, new(depth, height, width));
            }
            Extent output = new(
                Count(input.Depth, 0, stride.Depth), Count(input.Height, 0, stride.Height), Count(input.Width, 0, stride.Width));
            Extent[] all = [.. taps.SelectMany(phase => phase.Taps)];
            var correlation = new Correlation(
                problem.GroupFilters, problem.Output, output, Extent.One, all, checked(problem.Batch * problem.Groups), elementSize, false);
            var (phases, start) = (new TapPhase[taps.Length], 0);
            for (var i = 0; i < phases.Length; i++)
            {
                var weightSteps = WeightStepsOf(problem, taps[i].Indices);
                phases[i] = new(weightSteps.Length == 0 ? [] : correlation.StepsOf(taps[i].Taps), weightSteps, start);
                start += weightSteps.Length;
            }
            return new(correlation, phases, count);
        }
    }

    private static int[] WeightStepsOf(in ConvolutionProblem problem, int[] indices)
    {
        var steps = new int[problem.GroupFilters * indices.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = (i / indices.Length * problem.PatchLength) + indices[i % indices.Length];
        return steps;
    }

    // The places of x at a distance of a stride from each other.
    private sealed record Phase(Extent Place, Correlation Correlation, int[] WeightSteps, (double ByPlanes, double ByPixels) Costs, long Work)
    {
        public bool ByPixels => Costs.ByPixels < Costs.ByPlanes;

        public static Phase? Of<T>(in ConvolutionProblem problem, Extent place) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (taps, indices) = TapsOf(problem, place);
            if (taps.Length == 0)
                return null;
            var (stride, input) = (problem.Stride, problem.Input);
            Extent output = new(
                Count(input.Depth, place.Depth, stride.Depth), Count(input.Height, place.Height, stride.Height), Count(input.Width, place.Width, stride.Width));
            var weightSteps = WeightStepsOf(problem, indices);
            Extent reach = new(1, 1, taps.Max(tap => tap.Width) - taps.Min(tap => tap.Width) + 1);
            var costs = CorrelationKernel.Costs<T>(output, Extent.One, reach, problem.GroupChannels, weightSteps.Length);
            var copies = checked(problem.Batch * problem.Groups);
            var byPixels = costs.ByPixels < costs.ByPlanes;
            return new(place, new(problem.GroupFilters, problem.Output, output, Extent.One, taps, copies, sizeof(T), byPixels), weightSteps, costs,
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
