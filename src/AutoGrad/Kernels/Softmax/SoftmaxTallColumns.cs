using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// The same as <see cref="SoftmaxColumns"/> for columns that do not stay in the caches: blocks of rows give the maxima and the sums of their parts of the
/// columns, which are then joined (M. Milakov, N. Gimelshein, "Online normalizer calculation for softmax", 2018), and a second pass computes
/// the results. The blocks follow from the lengths alone.
/// </summary>
internal static unsafe class SoftmaxTallColumns<T, TExponential>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TExponential : struct, INegativeExponential<T>
{
    private const int WidestBlock = 1024;
    private const int PieceLength = 1024;

    // Blocks are of so many rows, or some times as many: so many are added one after the other.
    private const int SumRows = 32;

    public static void Run(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, SoftmaxKind kind)
    {
        var layout = new Layout(length, inner);
        var columns = checked(outer * inner);
        // First the maxima and then the sums, [outer, blocks, inner] each, and then those of whole columns, [outer, inner].
        using var rented = new RentedSpan<T>(checked((2 * outer * layout.Blocks * inner) + (2 * columns)));
        var partial = rented.Span[..^(2 * columns)];
        var max = rented.Span.Slice(partial.Length, columns);
        var sums = rented.Span[^columns..];
        PassSplit.Run(new Tile<T> { A = x }, partial, outer * layout.Blocks * layout.Strips, layout.Work, new PartPass(layout, Prefetching.Pays(x)));
        for (var i = 0; i < outer; i++)
        {
            var part = layout.Blocks * inner;
            Join(partial.Slice(i * part, part), partial.Slice((partial.Length / 2) + (i * part), part), max.Slice(i * inner, inner), sums.Slice(i * inner, inner));
        }
        if (kind == SoftmaxKind.Softmax)
            TensorPrimitives.Reciprocal(sums, sums);
        else
            Logarithms.Log<T>(sums, sums);
        if (kind != SoftmaxKind.LogSumExp)
        {
            PassSplit.Run(
                new Tile<T> { A = x, B = max, C = sums }, y, outer * layout.Blocks * layout.Strips, layout.Work, new ResultPass(layout, kind, LineMemory.Of(x, y)));
            return;
        }
        TensorPrimitives.Add(max, sums, y);
        // An infinite maximum is the result itself, unless there is a NaN.
        fixed (T* from = x)
        {
            for (var j = 0; j < columns; j++)
            {
                if (T.IsInfinity(max[j]))
                    y[j] = SoftmaxRows<T, TExponential>.Largest(new(from + (j / inner * length * inner), inner, length, inner, null, 0), j % inner);
            }
        }
    }

    // Σ sᵢ·exp(mᵢ - m) with m the largest of the mᵢ; sums are overwritten by their terms.
    private static void Join(ReadOnlySpan<T> partMax, Span<T> partSums, Span<T> max, Span<T> sums)
    {
        var (inner, blocks) = (max.Length, partMax.Length / max.Length);
        using var rented = new RentedSpan<T>(partMax.Length + (2 * inner));
        fixed (T* from = partMax, largest = max, factors = rented.Span)
        {
            var block = new ColumnBlock<T>(from, inner, blocks, inner, factors, inner);
            SoftmaxRows<T, TExponential>.Maxima(block, largest);
            SoftmaxRows<T, TExponential>.Sums(block, largest, factors + partMax.Length, 0);
        }
        TensorPrimitives.Multiply(partSums, rented.Span[..partMax.Length], partSums);
        Reductions.Sum<T>(partSums, sums, 1, blocks, inner);
    }

    /// <summary>Blocks of rows, cut into strips of columns where rows are long.</summary>
    private readonly record struct Layout(int Length, int Inner)
    {
        public int Width => Math.Min(Inner, WidestBlock);

        public int Strips => ((Inner - 1) / Width) + 1;

        public int Rows => Math.Max(SumRows, PassSplit.ElementsPerPart / 2 / Width / SumRows * SumRows);

        public int Blocks => ((Length - 1) / Rows) + 1;

        public long Work => (long)Rows * Width;

        public (int Block, int First, int Count, int Column, int Columns) Of(int unit)
        {
            var (block, strip) = Math.DivRem(unit, Strips);
            var first = block % Blocks * Rows;
            return (block, first, Math.Min(Rows, Length - first), strip * Width, Math.Min(Width, Inner - (strip * Width)));
        }
    }

    private readonly struct PartPass(Layout layout, bool isFar) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> memory = stackalloc T[3 * layout.Width];
            fixed (T* elements = x.A, parts = y, reference = memory)
            {
                for (var unit = start; unit < end; unit++)
                {
                    var (block, first, count, column, columns) = layout.Of(unit);
                    var from = elements + (((block / layout.Blocks * layout.Length) + first) * layout.Inner) + column;
                    var rows = new ColumnBlock<T>(from, layout.Inner, count, columns, null, 0);
                    var max = parts + (block * layout.Inner) + column;
                    SoftmaxRows<T, TExponential>.Maxima(rows, max);
                    // Where all elements are -∞, no difference from them is a number, but their part of the sum is 0.
                    for (var i = 0; i < columns; i++)
                        reference[i] = T.IsNegativeInfinity(max[i]) ? T.Zero : max[i];
                    SoftmaxRows<T, TExponential>.Sums(rows, reference, reference + columns, isFar ? layout.Rows * layout.Inner : 0);
                    new ReadOnlySpan<T>(reference + columns, columns).CopyTo(new(max + (y.Length / 2), columns));
                }
            }
        }
    }

    private readonly struct ResultPass(Layout layout, SoftmaxKind kind, LineMemory where) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            // Some rows at a time, so that results that go past the caches are made in the first of them.
            var piece = Math.Max(4, PieceLength / layout.Width / 4 * 4);
            var ahead = where.IsFar ? 2 * piece * layout.Inner : 0;
            using var rented = new RentedSpan<T>(where.IsStreamed ? piece * layout.Width : 0);
            fixed (T* elements = x.A, maxima = x.B, lasts = x.C, results = y, aside = rented.Span)
            {
                for (var unit = start; unit < end; unit++)
                {
                    var (block, first, count, column, columns) = layout.Of(unit);
                    var image = block / layout.Blocks;
                    var place = (((image * layout.Length) + first) * layout.Inner) + column;
                    T* max = maxima + (image * layout.Inner) + column, last = lasts + (image * layout.Inner) + column;
                    var rows = new ColumnBlock<T>(elements + place, layout.Inner, count, columns, results + place, layout.Inner);
                    for (var row = 0; row < count; row += piece)
                    {
                        var part = rows.Part(row, Math.Min(piece, count - row));
                        if (!where.IsStreamed)
                        {
                            Results(part, max, last, ahead);
                            continue;
                        }
                        Results(part.Into(aside, columns), max, last, ahead);
                        part.Into(aside, columns).CopyPastCaches(part.Y, layout.Inner);
                    }
                }
            }
        }

        private void Results(in ColumnBlock<T> rows, T* max, T* last, nint ahead)
        {
            if (kind == SoftmaxKind.LogSoftmax)
                SoftmaxRows<T, TExponential>.Subtract(rows, max, last, ahead);
            else
                SoftmaxRows<T, TExponential>.Results(rows, max, last, ahead);
        }
    }
}
