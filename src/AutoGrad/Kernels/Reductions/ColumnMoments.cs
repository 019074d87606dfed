using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// The means and the squares about them of columns, from one pass over their rows: the sums S of x - s and R of (x - s)² of n rows give S²/n less than R,
/// where the shift s is the mean of the first of them.
/// </summary>
/// <remarks>
/// The difference Q loses digits where R is much more. The mean of k of n numbers is within √(Q/n·(n - k)/k) of that of all, so that R is Q·n/k at most,
/// whatever the numbers are, and hardly more than Q where the first are like the others. Where R is more than 4Q all the same, it is computed once more,
/// about the mean. Equal elements have distances of 0, and so has all that comes of them.
/// </remarks>
internal static class ColumnMoments<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlockRows = 32;
    private const int RowsPerSample = 8;
    private const int LeastSample = 4;
    private const int FewestTurns = 8;

    /// <summary>How many rows of memory there are, each as long as those that are treated as one.</summary>
    public const int MemoryRows = 5;

    /// <summary>Gives the means, less the origins, and the squares about the means.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="inner">How far apart they begin.</param>
    /// <param name="rows">How many there are, at least 1.</param>
    /// <param name="merged">How many are treated as one at most, a power of two; more than one only where they lie side by side.</param>
    /// <param name="origins">A number of each column.</param>
    /// <param name="means">The means.</param>
    /// <param name="squares">The squares.</param>
    /// <param name="memory">What need not be cleared.</param>
    public static void Run(
        ReadOnlySpan<T> x, int inner, int rows, int merged, ReadOnlySpan<T> origins, Span<T> means, Span<T> squares, Span<T> memory)
    {
        var columns = origins.Length;
        var count = Math.Min(merged, 1 << BitOperations.Log2((uint)Math.Max(1, rows / FewestTurns)));
        var (width, turns, stride) = (count * columns, rows / count, count * inner);
        var shifts = memory[..width];
        var sums = memory.Slice(width, 2 * width);
        var block = memory.Slice(3 * width, 2 * width);
        var counted = Math.Max(Math.Min(LeastSample, turns), ((turns - 1) / RowsPerSample) + 1);
        Repeat(x[..columns], shifts);
        sums[..width].Clear();
        RowSum<T>.AddDistances(x, stride, counted, shifts, sums[..width]);
        Fold(sums[..width], columns);
        counted *= count;
        for (var isSecond = false; ; isSecond = true)
        {
            TensorPrimitives.Divide(sums[..columns], T.CreateTruncating(counted), sums[..columns]);
            TensorPrimitives.Add(shifts[..columns], sums[..columns], shifts[..columns]);
            Repeat(shifts[..columns], shifts);
            for (var first = 0; first < turns; first += BlockRows)
            {
                var own = first == 0 ? sums : block;
                own.Clear();
                MomentRows<T>.Add(x[(first * stride)..], stride, Math.Min(BlockRows, turns - first), shifts, own[..width], own[width..]);
                if (first > 0)
                    TensorPrimitives.Add(sums, block, sums);
            }
            Fold(sums[..width], columns);
            Fold(sums[width..], columns);
            var left = rows % count;
            if (left > 0)
                MomentRows<T>.Add(x[((rows - left) * inner)..], inner, left, shifts[..columns], sums[..columns], sums.Slice(width, columns));
            counted = rows;
            var isNear = MomentRows<T>.Centre(sums[..columns], sums.Slice(width, columns), shifts, origins, T.CreateTruncating(rows), means, squares);
            if (isNear || isSecond)
                return;
        }
    }

    private static void Repeat(ReadOnlySpan<T> row, Span<T> y)
    {
        for (var place = 0; place < y.Length; place += row.Length)
            row.CopyTo(y[place..]);
    }

    // The rows that were treated as one are added to each other.
    private static void Fold(Span<T> sums, int columns)
    {
        for (var half = sums.Length / 2; half >= columns; half /= 2)
            TensorPrimitives.Add(sums[..half], sums.Slice(half, half), sums[..half]);
    }
}
