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
        where TExponential : struct, INegativeExponential<T>
    {
        if (x.IsEmpty)
            return;
        if (length > PassSplit.ElementsPerPart / NarrowestTile)
        {
            SoftmaxTallColumns<T, TExponential>.Run(x, y, outer, length, inner, kind);
            return;
        }
        var width = Math.Min(inner, Math.Clamp(PassSplit.ElementsPerPart / length / NarrowestTile * NarrowestTile, NarrowestTile, WidestTile));
        // The last one takes what would be left, which may fill no register.
        var tiles = Math.Max(1, inner / width);
        PassSplit.Run(new Tile<T> { A = x }, y, outer * tiles, (long)length * width, new Pass<T, TExponential>(length, inner, width, tiles, kind, LineMemory.Of(x, y)));
    }

    private static void Tile<T, TExponential>(ReadOnlySpan<T> x, Span<T> y, int length, int inner, SoftmaxKind kind)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExponential : struct, INegativeExponential<T> =>
        new Pass<T, TExponential>(length, inner, inner, 1, kind, default).Run(new Tile<T> { A = x }, y, 0, 1);

    private readonly struct Pass<T, TExponential>(int length, int inner, int width, int tiles, SoftmaxKind kind, LineMemory where) : IPass<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExponential : struct, INegativeExponential<T>
    {
        public unsafe void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var widest = inner - ((tiles - 1) * width);
            Span<T> memory = stackalloc T[3 * widest];
            // Results that are not in the caches when they are next read are made elsewhere.
            var isAside = where.IsStreamed && kind != SoftmaxKind.LogSumExp;
            using var rented = new RentedSpan<T>(isAside ? length * widest : 0);
            // All that is read and written lies within the spans: a tile's columns end with those of a row.
            fixed (T* from = x.A, to = y, max = memory, aside = rented.Span)
            {
                for (var unit = start; unit < end; unit++)
                {
                    var (block, tile) = Math.DivRem(unit, tiles);
                    var column = tile * width;
                    var columns = tile == tiles - 1 ? inner - column : width;
                    var place = (block * length * inner) + column;
                    var sums = max + columns;
                    var ahead = !where.IsFar ? 0 : tiles > 1 ? width : length * inner;
                    var elements = new ColumnBlock<T>(from + place, inner, length, columns, null, 0);
                    var results = isAside ? elements.Into(aside, columns) : elements.Into(to + place, inner);
                    SoftmaxRows<T, TExponential>.Maxima(elements, max);
                    SoftmaxRows<T, TExponential>.Sums(kind == SoftmaxKind.Softmax ? results : elements, max, sums, ahead);
                    if (kind == SoftmaxKind.LogSumExp)
                        Logarithms(elements, max, sums, to + (block * inner) + column);
                    else
                        Finish(results, max, sums);
                    if (isAside)
                        results.CopyPastCaches(to + place, inner);
                }
            }
        }

        // An infinite maximum is the result itself, unless there is a NaN: its differences are NaN in any case.
        private static unsafe void Logarithms(in ColumnBlock<T> elements, T* max, T* sums, T* y)
        {
            var logs = new Span<T>(sums, elements.Columns);
            Kernels.Logarithms.Log<T>(logs, logs);
            TensorPrimitives.Add(new ReadOnlySpan<T>(max, logs.Length), logs, new Span<T>(y, logs.Length));
            for (var j = 0; j < logs.Length; j++)
            {
                if (T.IsInfinity(max[j]))
                    y[j] = SoftmaxRows<T, TExponential>.Largest(elements, j);
            }
        }

        private unsafe void Finish(in ColumnBlock<T> results, T* max, T* sums)
        {
            var last = new Span<T>(sums, results.Columns);
            if (kind == SoftmaxKind.LogSoftmax)
            {
                Kernels.Logarithms.Log<T>(last, last);
                SoftmaxRows<T, TExponential>.Subtract(results, max, sums, 0);
                return;
            }
            TensorPrimitives.Reciprocal(last, last);
            SoftmaxRows<T, TExponential>.Multiply(results, sums);
        }
    }
}
