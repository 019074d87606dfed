using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Runs correlations with the widest vectors of the hardware, or without any, over planes or over pixels.</summary>
internal static class CorrelationKernel
{
    /// <summary>The planes from which on they share what they read of the source.</summary>
    public const int LeastTiled = 3;

    // What the turning of an element into its plane costs, as multiply-adds of a vector.
    private const double TurnCost = 0.5;
    private const double PutCost = 0.2;

    // What a multiply-add costs that waits for its operands, and one of lines that end within a vector.
    private const double LoneCost = 1.6;
    private const double LineCost = 1.4;

    // A strip of one vector loads an operand for each multiply-add.
    private const double NarrowCost = 1.3;

    /// <summary>Whether vectors over neighbouring outputs have less to do than vectors over planes.</summary>
    public static bool PrefersPixels<T>(Extent output, Extent step, Extent reach, int planes, long depth) where T : unmanaged
    {
        var (byPlanes, byPixels) = Costs<T>(output, step, reach, planes, depth);
        return byPixels < byPlanes;
    }

    /// <summary>What a source takes by planes and by neighbouring outputs, in multiply-adds of a vector.</summary>
    public static (double ByPlanes, double ByPixels) Costs<T>(Extent output, Extent step, Extent reach, int planes, long depth) where T : unmanaged
    {
        var lanes = Lanes<T>();
        var row = output.Width + ((reach.Width - 1) / step.Width);
        var isLine = output.Width == output.Size;
        var pixels = Math.Max(isLine ? output.Width : (double)output.Size / output.Width * row, lanes);
        var byPlanes = output.Size * ((depth * PlaneCost(planes, lanes)) + (planes * TurnCost));
        var together = planes < LeastTiled ? planes * LoneCost : (planes + 3) / 4 * 4;
        var byPixels = (pixels * depth * together / lanes) + (output.Size * planes * PutCost);
        return (byPlanes, byPixels);
    }

    public static void Run<T>(CorrelationOperands<T> operands, bool byPixels, long work) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsVectorized<T>() && Vector512.IsHardwareAccelerated)
            Run<T, Vector512<T>, Ops512<T>>(operands, byPixels, work);
        else if (IsVectorized<T>() && Vector256.IsHardwareAccelerated)
            Run<T, Vector256<T>, Ops256<T>>(operands, byPixels, work);
        else if (IsVectorized<T>() && Vector128.IsHardwareAccelerated)
            Run<T, Vector128<T>, Ops128<T>>(operands, byPixels, work);
        else
            Run<T, T, ScalarOps<T>>(operands, byPixels, work);
    }

    /// <summary>Runs the phases of a transposed convolution together, over planes.</summary>
    public static void RunPhases<T>(CorrelationOperands<T> operands, TapPhase[] phases, Extent stride, Extent target, long work)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsVectorized<T>() && Vector512.IsHardwareAccelerated)
            PhaseLanes<T, Vector512<T>, Ops512<T>>.Run(operands, phases, stride, target, work);
        else if (IsVectorized<T>() && Vector256.IsHardwareAccelerated)
            PhaseLanes<T, Vector256<T>, Ops256<T>>.Run(operands, phases, stride, target, work);
        else if (IsVectorized<T>() && Vector128.IsHardwareAccelerated)
            PhaseLanes<T, Vector128<T>, Ops128<T>>.Run(operands, phases, stride, target, work);
        else
            PhaseLanes<T, T, ScalarOps<T>>.Run(operands, phases, stride, target, work);
    }

    /// <summary>Whether vectors over neighbouring outputs have less to do for the sums of weights than vectors over planes.</summary>
    public static bool SumsByPixels<T>(Extent output, int planes) where T : unmanaged
    {
        var lanes = Lanes<T>();
        var vector = Math.Min(lanes, (int)BitOperations.RoundUpToPowerOf2((uint)output.Width + 1) / 2);
        var byPlanes = output.Width * PlaneCost(planes, lanes);
        return (output.Width + vector - 1) / vector * planes * (planes == 1 ? LoneCost * LineCost : LineCost) < byPlanes;
    }

    public static void SumWeights<T>(CorrelationOperands<T> operands, bool byPixels, long work) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var line = byPixels ? operands.Correlation.ShortestLine : 0;
        if (byPixels && IsVectorized<T>() && Vector512.IsHardwareAccelerated && line >= Vector512<T>.Count)
            PixelSums<T, Vector512<T>, Ops512<T>>.Run(operands, work);
        else if (byPixels && IsVectorized<T>() && Vector256.IsHardwareAccelerated && line >= Vector256<T>.Count)
            PixelSums<T, Vector256<T>, Ops256<T>>.Run(operands, work);
        else if (byPixels && IsVectorized<T>() && Vector128.IsHardwareAccelerated && line >= Vector128<T>.Count)
            PixelSums<T, Vector128<T>, Ops128<T>>.Run(operands, work);
        else if (byPixels)
            PixelSums<T, T, ScalarOps<T>>.Run(operands, work);
        else if (IsVectorized<T>() && Vector512.IsHardwareAccelerated)
            WeightSums<T, Vector512<T>, Ops512<T>>.Run(operands, work);
        else if (IsVectorized<T>() && Vector256.IsHardwareAccelerated)
            WeightSums<T, Vector256<T>, Ops256<T>>.Run(operands, work);
        else if (IsVectorized<T>() && Vector128.IsHardwareAccelerated)
            WeightSums<T, Vector128<T>, Ops128<T>>.Run(operands, work);
        else
            WeightSums<T, T, ScalarOps<T>>.Run(operands, work);
    }

    private static void Run<T, TVector, TOps>(CorrelationOperands<T> operands, bool byPixels, long work)
        where T : unmanaged, INumberBase<T>
        where TVector : struct
        where TOps : struct, IVectorOps<T, TVector>
    {
        if (byPixels)
            PixelLanes<T, TVector, TOps>.Run(operands, work);
        else
            FilterLanes<T, TVector, TOps>.Run(operands, work);
    }

    private static double PlaneCost(int planes, int lanes)
    {
        var vectors = (planes + lanes - 1) / lanes;
        return vectors % 2 == 0 ? vectors : vectors - 1 + NarrowCost;
    }

    private static bool IsVectorized<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static int Lanes<T>() where T : unmanaged => !IsVectorized<T>() ? 1
        : Vector512.IsHardwareAccelerated ? Vector512<T>.Count
        : Vector256.IsHardwareAccelerated ? Vector256<T>.Count
        : Vector128.IsHardwareAccelerated ? Vector128<T>.Count
        : 1;
}
