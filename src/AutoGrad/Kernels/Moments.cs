using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums of squares about the mean along the middle one of three axes, [outer, length, inner] to [outer, inner]. In two passes, the first of
/// which finds the mean of the distances from the first element, so that a large common part is gone before anything is rounded, and equal
/// elements give 0 exactly.
/// </summary>
internal static class Moments
{
    private const int ChunkLength = 1024;
    private const int ChunkRows = 32;

    public static void SquaresAboutMean<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0)
        {
            y.Clear();
            return;
        }
        var block = length * inner;
        var count = T.CreateTruncating(length);
        var width = inner == 1 ? Math.Min(length, ChunkLength) : inner;
        using var scratch = new RentedSpan<T>(width * (1 + (inner == 1 ? 0 : 2 + BitOperations.Log2((uint)(length / ChunkRows) + 1))));
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            if (inner == 1)
            {
                var mean = Sum(rows, rows[0], null, scratch.Span) / count;
                y[i] = Sum(rows, rows[0], mean, scratch.Span);
                continue;
            }
            var means = scratch.Span[..inner];
            var result = y.Slice(i * inner, inner);
            SumRows(rows, rows[..inner], default, means, length, scratch.Span[inner..]);
            TensorPrimitives.Divide(means, count, means);
            SumRows(rows, rows[..inner], means, result, length, scratch.Span[inner..]);
        }
    }

    // The sum of x - origin, or of the squares of x - origin - mean. By halves, down to a chunk, as the error then grows with log n.
    private static T Sum<T>(ReadOnlySpan<T> x, T origin, T? mean, Span<T> scratch) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length > ChunkLength)
        {
            var half = ((x.Length / 2) + ChunkLength - 1) / ChunkLength * ChunkLength;
            return Sum(x[..half], origin, mean, scratch) + Sum(x[half..], origin, mean, scratch);
        }
        var distances = scratch[..x.Length];
        TensorPrimitives.Subtract(x, origin, distances);
        if (mean is not { } m)
            return TensorPrimitives.Sum<T>(distances);
        TensorPrimitives.Subtract(distances, m, distances);
        return TensorPrimitives.SumOfSquares<T>(distances);
    }

    // The same for rows, where no means stand for the first pass. The scratch is a row for the distances and one for each level below.
    private static void SumRows<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> origin, ReadOnlySpan<T> means, Span<T> y, int length, Span<T> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var inner = y.Length;
        var row = scratch[..inner];
        if (length > ChunkRows)
        {
            var half = length / 2;
            SumRows(x[..(half * inner)], origin, means, y, half, scratch);
            SumRows(x[(half * inner)..], origin, means, row, length - half, scratch[inner..]);
            TensorPrimitives.Add(y, row, y);
            return;
        }
        y.Clear();
        for (var at = 0; at < x.Length; at += inner)
        {
            TensorPrimitives.Subtract(x.Slice(at, inner), origin, row);
            if (!means.IsEmpty)
            {
                TensorPrimitives.Subtract(row, means, row);
                TensorPrimitives.Multiply(row, row, row);
            }
            TensorPrimitives.Add(y, row, y);
        }
    }
}
