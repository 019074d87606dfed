using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Convolutions whose filters meet one channel each, or a few: they read and write so much for each multiply-add that memory is their limit, and each plane
/// is read once for all of its taps.
/// </summary>
internal static unsafe class DepthwiseConvolution
{
    // With more filters of the same channels, sharing what is read of the source among them is better.
    private const int MostFilters = 2;

    // Up to so many planes of outputs are no slower one by one, and more of the source than this many do not stay in the caches.
    private const int MostTargets = 3;
    private const int MostSources = 64;

    // A transpose computes the places that differ by a multiple of the stride by themselves.
    private const int MostStride = 16;

    /// <summary>Whether filters meet one channel each, so that all three products are best taken plane by plane.</summary>
    public static bool Fits(in ConvolutionProblem problem) => problem.GroupChannels == 1 && problem.GroupFilters <= MostFilters;

    /// <summary>Whether the convolution is, and its transpose in the weights, as one of few filters.</summary>
    public static bool FitsForward(in ConvolutionProblem problem) =>
        Fits(problem) || (problem.GroupFilters <= MostTargets && problem.GroupChannels <= MostSources);

    /// <summary>Whether the transpose is, as one of few channels.</summary>
    public static bool FitsTranspose(in ConvolutionProblem problem) =>
        (Fits(problem) || (problem.GroupChannels <= MostTargets && problem.GroupFilters <= MostSources))
        && Math.Max(problem.Stride.Depth, Math.Max(problem.Stride.Height, problem.Stride.Width)) <= MostStride;

    public static void Forward<T>(in ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(operands.Problem, false, operands.X(0, 0), operands.W(0), operands.Y(0, 0));

    public static void Transpose<T>(in ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run(operands.Problem, true, operands.Y(0, 0), operands.W(0), operands.X(0, 0));

    public static void Weights<T>(in ConvolutionOperands<T> operands) where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (VectorBytes<T>(operands.Problem.Output.Width))
        {
            case 64:
                Weights<T, Vector512<T>, Ops512<T>>(operands);
                break;
            case 32:
                Weights<T, Vector256<T>, Ops256<T>>(operands);
                break;
            case 16:
                Weights<T, Vector128<T>, Ops128<T>>(operands);
                break;
            default:
                Weights<T, T, ScalarOps<T>>(operands);
                break;
        }
    }

    private static void Weights<T, TVector, TOps>(in ConvolutionOperands<T> operands)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TOps : struct, IVectorOps<T, TVector>
    {
        var problem = operands.Problem;
        DepthwiseWeights<T, TVector, TOps>.Run(DepthwisePlan.Of<T>(problem, false, TOps.Count), problem.Batch, problem.Groups,
            operands.X(0, 0), operands.Y(0, 0), problem.YLength, operands.W(0), problem.Work);
    }

    private static void Run<T>(in ConvolutionProblem problem, bool isTransposed, T* source, T* weights, T* target)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = isTransposed ? ((problem.Input.Width - 1) / problem.Stride.Width) + 1 : problem.Output.Width;
        switch (VectorBytes<T>(width))
        {
            case 64:
                Run<T, Vector512<T>, Ops512<T>>(problem, isTransposed, source, weights, target);
                break;
            case 32:
                Run<T, Vector256<T>, Ops256<T>>(problem, isTransposed, source, weights, target);
                break;
            case 16:
                Run<T, Vector128<T>, Ops128<T>>(problem, isTransposed, source, weights, target);
                break;
            default:
                Run<T, T, ScalarOps<T>>(problem, isTransposed, source, weights, target);
                break;
        }
    }

    private static void Run<T, TVector, TOps>(in ConvolutionProblem problem, bool isTransposed, T* source, T* weights, T* target)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TOps : struct, IVectorOps<T, TVector>
    {
        var plan = DepthwisePlan.Of<T>(problem, isTransposed, TOps.Count);
        DepthwiseLanes<T, TVector, TOps>.Run(
            plan, problem.Batch * problem.Groups, problem.Groups, source, weights, (nint)problem.GroupFilters * problem.PatchLength, target, problem.Work);
    }

    // The bytes of the widest vector of which a row fills more than half, as one that is half empty is no faster.
    private static int VectorBytes<T>(int width) where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            return 0;
        var bytes = (long)width * sizeof(T);
        if (Vector512.IsHardwareAccelerated && bytes > 32)
            return 64;
        if (Vector256.IsHardwareAccelerated && bytes > 16)
            return 32;
        return Vector128.IsHardwareAccelerated ? 16 : 0;
    }
}
