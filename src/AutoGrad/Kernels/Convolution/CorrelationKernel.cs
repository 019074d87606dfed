using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Runs correlations with the widest vectors of the hardware, or without any, over planes or over pixels.</summary>
internal static class CorrelationKernel
{
    // What the turning of an element into its plane costs, as multiply-adds of a vector.
    private const double TurnCost = 0.5;
    private const double PutCost = 0.2;

    /// <summary>Whether vectors over neighbouring outputs have less to do than vectors over planes.</summary>
    public static bool PrefersPixels<T>(Extent output, Extent step, Extent reach, int planes, long depth) where T : unmanaged
    {
        var lanes = Lanes<T>();
        var row = output.Width + ((reach.Width - 1) / step.Width);
        var isLine = output.Width == output.Size;
        var pixels = Math.Max(isLine ? output.Width : (double)output.Size / output.Width * row, lanes);
        var byPlanes = output.Size * ((depth * ((planes + lanes - 1) / lanes)) + (planes * TurnCost));
        var byPixels = (pixels * depth * ((planes + 3) / 4 * 4) / lanes) + (output.Size * planes * PutCost);
        return byPixels < byPlanes;
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

    public static void SumWeights<T>(CorrelationOperands<T> operands, long work) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsVectorized<T>() && Vector512.IsHardwareAccelerated)
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

    private static bool IsVectorized<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static int Lanes<T>() where T : unmanaged => !IsVectorized<T>() ? 1
        : Vector512.IsHardwareAccelerated ? Vector512<T>.Count
        : Vector256.IsHardwareAccelerated ? Vector256<T>.Count
        : Vector128.IsHardwareAccelerated ? Vector128<T>.Count
        : 1;
}
