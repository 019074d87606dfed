using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Softmax and what belongs to it along the middle one of three axes, [outer, length, inner], for many columns side by side: as many as stay
/// in the second cache while their maxima, their sums and their results are computed. Taller ones are those of <see cref="SoftmaxTallColumns{T, TExponential}"/>.
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
        // Decided when the code is made; the casts change nothing.
        if (typeof(T) == typeof(float))
            Run<float, SingleNegativeExponential>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), outer, length, inner, kind);
        else
            Run<double, DoubleNegativeExponential>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), outer, length, inner, kind);
    }

    /// <summary>The same for [length, inner] on this thread, with all columns side by side.</summary>
    public static void Tile<T>(ReadOnlySpan<T> x, Span<T> y, int length, int inner, SoftmaxKind kind) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            Tile<float, SingleNegativeExponential>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y), length, inner, kind);
        else
            Tile<double, DoubleNegativeExponential>(MemoryMarshal.Cast<T, double>(x), MemoryMarshal.Cast<T, double>(y), length, inner, kind);
    }

    private static void Run<T, TExponential>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, SoftmaxKind kind)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExponential : struct, IRegisterFunction<T>
    {
        if (x.IsEmpty)
            return;
        if (length > PassSplit.ElementsPerPart / NarrowestTile)
        {
            SoftmaxTallColumns<T, TExponential>.Run(x, y, outer, length, inner, kind);
            return;
        }
        var width = Math.Min(inner, Math.Clamp(PassSplit.ElementsPerPart / length / NarrowestTile * NarrowestTile, NarrowestTile, WidestTile));
        var tiles = ((inner - 1) / width) + 1;
        PassSplit.Run(new Tile<T> { A = x }, y, outer * tiles, (long)length * width, new Pass<T, TExponential>(length, inner, width, tiles, kind));
    }

    private static void Tile<T, TExponential>(ReadOnlySpan<T> x, Span<T> y, int length, int inner, SoftmaxKind kind)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExponential : struct, IRegisterFunction<T> =>
        new Pass<T, TExponential>(length, inner, inner, 1, kind).Run(new Tile<T> { A = x }, y, 0, 1);

    private readonly struct Pass<T, TExponential>(int length, int inner, int width, int tiles, SoftmaxKind kind) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExponential : struct, IRegisterFunction<T>
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
                    Logarithms(from, max, sums, y.Slice((block * inner) + column, columns));
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
                SoftmaxRows<T, TExponential>.Raise(x.Slice(row * inner, max.Length), max);
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
                    SoftmaxRows<T, TExponential>.Add(x.Slice(i * inner, sums.Length), max, y.IsEmpty ? row : y.Slice(i * inner, sums.Length), target);
                if (first > 0)
                    TensorPrimitives.Add(sums, blockSums, sums);
            }
        }

        // An infinite maximum is the result itself, unless there is a NaN: its differences are NaN in any case.
        private void Logarithms(ReadOnlySpan<T> x, ReadOnlySpan<T> max, Span<T> sums, Span<T> y)
        {
            Kernels.Logarithms.Log<T>(sums, sums);
            TensorPrimitives.Add(max, sums, y);
            for (var j = 0; j < y.Length; j++)
            {
                if (T.IsInfinity(max[j]))
                    y[j] = Largest(x[j..]);
            }
        }

        private T Largest(ReadOnlySpan<T> x)
        {
            var max = x[0];
            for (var row = 1; row < length; row++)
                max = T.Max(max, x[row * inner]);
            return max;
        }

        private void Finish(ReadOnlySpan<T> x, ReadOnlySpan<T> max, Span<T> sums, Span<T> y)
        {
            if (kind == SoftmaxKind.LogSoftmax)
                Kernels.Logarithms.Log<T>(sums, sums);
            else
                TensorPrimitives.Reciprocal(sums, sums);
            for (var row = 0; row < length; row++)
            {
                var result = y.Slice(row * inner, sums.Length);
                if (kind == SoftmaxKind.LogSoftmax)
                    SoftmaxRows<T, TExponential>.Subtract(x.Slice(row * inner, sums.Length), max, sums, result);
                else
                    TensorPrimitives.Multiply(result, sums, result);
            }
        }
    }
}
