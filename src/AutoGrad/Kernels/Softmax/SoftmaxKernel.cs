using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>
/// log Σ exp, softmax and its logarithm over the middle one of three axes, [outer, length, inner]. The largest element is taken out first,
/// so that no exponential overflows.
/// </summary>
internal static class SoftmaxKernel
{
    public static void LogSumExp<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty)
            return;
        if (length == 0)
            y.Fill(T.NegativeInfinity);
        else if (length == 1)
            Passes.Copy(x, y);
        else if (inner == 1)
            SoftmaxLines.Run(x, y, outer, length, SoftmaxKind.LogSumExp);
        else
            SoftmaxColumns.Run(x, y, outer, length, inner, SoftmaxKind.LogSumExp);
    }

    public static void Softmax<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
            SoftmaxLines.Run(x, y, outer, length, SoftmaxKind.Softmax);
        else
            SoftmaxColumns.Run(x, y, outer, length, inner, SoftmaxKind.Softmax);
    }

    public static void LogSoftmax<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
            SoftmaxLines.Run(x, y, outer, length, SoftmaxKind.LogSoftmax);
        else
            SoftmaxColumns.Run(x, y, outer, length, inner, SoftmaxKind.LogSoftmax);
    }

    /// <summary>log Σ exp x of max x and Σ exp(x - max x). An infinite maximum is the result itself; its differences are NaN.</summary>
    public static T LogSumExp<T>(T max, T sum) where T : unmanaged, IFloatingPointIeee754<T> => T.IsInfinity(max) ? max : max + T.Log(sum);
}
