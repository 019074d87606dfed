using System.Numerics;
using System.Numerics.Tensors;

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
        if (length == 0)
        {
            y.Fill(T.NegativeInfinity);
            return;
        }
        Reductions.Max(x, y, outer, length, inner);
        using var exponentials = new RentedSpan<T>(length * inner);
        using var sums = new RentedSpan<T>(inner);
        for (var i = 0; i < outer; i++)
        {
            var block = x.Slice(i * length * inner, length * inner);
            var max = y.Slice(i * inner, inner);
            ExpOfDifference(block, max, exponentials.Span, length, inner);
            Reductions.Sum<T>(exponentials.Span, sums.Span, 1, length, inner);
            for (var j = 0; j < inner; j++)
            {
                // An infinite maximum is the result itself; its differences are NaN.
                if (!T.IsInfinity(max[j]))
                    max[j] += T.Log(sums.Span[j]);
            }
        }
    }

    public static void Softmax<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var statistics = new RentedSpan<T>(inner);
        for (var i = 0; i < outer; i++)
        {
            var block = x.Slice(i * length * inner, length * inner);
            var results = y.Slice(i * length * inner, length * inner);
            Reductions.Max(block, statistics.Span, 1, length, inner);
            ExpOfDifference(block, statistics.Span, results, length, inner);
            Reductions.Sum(results, statistics.Span, 1, length, inner);
            if (inner == 1)
            {
                TensorPrimitives.Divide(results, statistics.Span[0], results);
                continue;
            }
            for (var row = 0; row < length; row++)
                TensorPrimitives.Divide(results.Slice(row * inner, inner), statistics.Span, results.Slice(row * inner, inner));
        }
    }

    public static void LogSoftmax<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var max = new RentedSpan<T>(inner);
        using var sums = new RentedSpan<T>(inner);
        for (var i = 0; i < outer; i++)
        {
            var block = x.Slice(i * length * inner, length * inner);
            var results = y.Slice(i * length * inner, length * inner);
            Reductions.Max(block, max.Span, 1, length, inner);
            ExpOfDifference(block, max.Span, results, length, inner);
            Reductions.Sum(results, sums.Span, 1, length, inner);
            for (var j = 0; j < inner; j++)
                sums.Span[j] = T.Log(sums.Span[j]);
            for (var row = 0; row < length; row++)
            {
                var result = results.Slice(row * inner, inner);
                if (inner == 1)
                {
                    TensorPrimitives.Subtract(block, max.Span[0], results);
                    TensorPrimitives.Subtract(results, sums.Span[0], results);
                    break;
                }
                TensorPrimitives.Subtract(block.Slice(row * inner, inner), max.Span, result);
                TensorPrimitives.Subtract(result, sums.Span, result);
            }
        }
    }

    private static void ExpOfDifference<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> max, Span<T> y, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
        {
            TensorPrimitives.Subtract(x, max[0], y);
        }
        else
        {
            for (var row = 0; row < length; row++)
                TensorPrimitives.Subtract(x.Slice(row * inner, inner), max, y.Slice(row * inner, inner));
        }
        TensorPrimitives.Exp<T>(y, y);
    }
}
