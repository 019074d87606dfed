using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Convolution as a correlation of x, and its transpose in the weights.</summary>
internal static unsafe class ForwardConvolution
{
    public static void Run<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var problem = operands.Problem;
        var (stride, dilation, kernel) = (problem.Stride, problem.Dilation, problem.Kernel);
        Extent reach = new(
            ((kernel.Depth - 1) * dilation.Depth) + 1, ((kernel.Height - 1) * dilation.Height) + 1, ((kernel.Width - 1) * dilation.Width) + 1);
        var byPixels = CorrelationKernel.PrefersPixels<T>(problem.Output, stride, reach, problem.GroupFilters, problem.PatchLength);
        CorrelationKernel.Run(Correlate(operands, byPixels), byPixels, problem.Work);
    }

    // What is worked out for a problem: the correlation, and where weights lie.
    private sealed record Plan(Correlation Correlation, int[] WeightSteps)
    {
        public static Plan Of((ConvolutionProblem Problem, int ElementSize, bool IsSplit) key)
        {
            var problem = key.Problem;
            var copies = checked(problem.Batch * problem.Groups);
            return new(
                new(problem.GroupChannels, problem.Input, problem.Output, problem.Stride, problem.Taps(), copies, key.ElementSize, key.IsSplit),
                OffsetTables.Multiples(1, problem.PatchLength));
        }
    }

    /// <summary>Sets w to the transpose in the weights, applied to y.</summary>
    public static void SumWeights<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T> =>
        CorrelationKernel.SumWeights(Correlate(operands, SumsByPixels(operands)), SumsByPixels(operands), operands.Problem.Work);

    private static bool SumsByPixels<T>(ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T> =>
        CorrelationKernel.SumsByPixels<T>(operands.Problem.Output, operands.Problem.GroupFilters);

    private static CorrelationOperands<T> Correlate<T>(ConvolutionOperands<T> operands, bool isSplit) where T : unmanaged, INumberBase<T>
    {
        var problem = operands.Problem;
        var plan = PlanCache<(ConvolutionProblem, int, bool), Plan>.Get((problem, sizeof(T), isSplit), Plan.Of);
        return new()
        {
            Correlation = plan.Correlation,
            Copies = problem.Batch * problem.Groups,
            Groups = problem.Groups,
            Planes = problem.GroupFilters,
            Source = operands.X(0, 0),
            Weights = operands.W(0),
            GroupStride = (nint)problem.GroupFilters * problem.PatchLength,
            PlaneStride = problem.PatchLength,
            WeightSteps = plan.WeightSteps,
            Target = new(operands.Y(0, 0), problem.Output, default, Extent.One),
        };
    }
}
