using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Softmax and what belongs to it along the middle one of three axes, [outer, length, inner], for many columns side by side: as many as stay
/// in the second cache while their maxima, their sums and their results are computed.
/// </summary>
internal static class SoftmaxColumns
{
    private const int NarrowestTile = 16;
    private const int WidestTile = 1024;

    // So many rows are added one after the other: to more of them, error would add up.
    private const int BlockRows = 32;

    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, SoftmaxKind kind)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var width = Math.Min(inner, Math.Clamp(PassSplit.ElementsPerPart / length / NarrowestTile * NarrowestTile, NarrowestTile, WidestTile));
        var tiles = ((inner - 1) / width) + 1;
        PassSplit.Run(new Tile<T> { A = x }, y, outer * tiles, (long)length * width, new Pass<T>(length, inner, width, tiles, kind));
    }

    /// <summary>The same for [length, inner] on this thread, with all columns side by side.</summary>
    public static void Tile<T>(ReadOnlySpan<T> x, Span<T> y, int length, int inner, SoftmaxKind kind) where T : unmanaged, IFloatingPointIeee754<T> =>
        new Pass<T>(length, inner, inner, 1, kind).Run(new Tile<T> { A = x }, y, 0, 1);

    private readonly struct Pass<T>(int length, int inner, int width, int tiles, SoftmaxKind kind) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> memory = stackalloc T[4 * width];
            for (var unit = start; unit < end; unit++)
            {
                var (block, tile) = Math.DivRem(unit, tiles);
                var column = tile * width;
                var columns = Math.Min(width, inner - column);
                var max = memory[..columns];
                var sums = memory.Slice(width, columns);
                var from = x.A[((block * length * inner) + column)..];
                Max(from, max);
                if (kind == SoftmaxKind.LogSumExp)
                {
                    Sums(from, max, sums, default, memory[(2 * width)..]);
                    Logarithms(max, sums, y.Slice((block * inner) + column, columns));
                    continue;
                }
                var to = y[((block * length * inner) + column)..];
                Sums(from, max, sums, to, memory[(2 * width)..]);
                Finish(from, max, sums, to);
            }
        }

        private void Max(ReadOnlySpan<T> x, Span<T> max)
        {
            x[..max.Length].CopyTo(max);
            for (var row = 1; row < length; row++)
                TensorPrimitives.Max(max, x.Slice(row * inner, max.Length), max);
        }

        // The exponentials go to y, or, where there is no y, to scratch.
        private void Sums(ReadOnlySpan<T> x, ReadOnlySpan<T> max, Span<T> sums, Span<T> y, Span<T> scratch)
        {
            var blockSums = scratch[..sums.Length];
            var row = scratch.Slice(width, sums.Length);
            for (var first = 0; first < length; first += BlockRows)
            {
                var target = first == 0 ? sums : blockSums;
                target.Clear();
                for (var i = first; i < Math.Min(first + BlockRows, length); i++)
                {
                    var result = y.IsEmpty ? row : y.Slice(i * inner, sums.Length);
                    TensorPrimitives.Subtract(x.Slice(i * inner, sums.Length), max, result);
                    Exponentials.Exp<T>(result, result);
                    TensorPrimitives.Add(target, result, target);
                }
                if (first > 0)
                    TensorPrimitives.Add(sums, blockSums, sums);
            }
        }

        private static void Logarithms(ReadOnlySpan<T> max, Span<T> sums, Span<T> y)
        {
            TensorPrimitives.Log(sums, sums);
            TensorPrimitives.Add(max, sums, y);
            for (var j = 0; j < y.Length; j++)
                y[j] = T.IsInfinity(max[j]) ? max[j] : y[j];
        }

        private void Finish(ReadOnlySpan<T> x, ReadOnlySpan<T> max, Span<T> sums, Span<T> y)
        {
            if (kind == SoftmaxKind.LogSoftmax)
                TensorPrimitives.Log(sums, sums);
            for (var row = 0; row < length; row++)
            {
                var result = y.Slice(row * inner, sums.Length);
                if (kind == SoftmaxKind.Softmax)
                {
                    TensorPrimitives.Divide(result, sums, result);
                    continue;
                }
                TensorPrimitives.Subtract(x.Slice(row * inner, sums.Length), max, result);
                TensorPrimitives.Subtract(result, sums, result);
            }
        }
    }
}
