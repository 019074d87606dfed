using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// The same as <see cref="SoftmaxColumns"/> for columns that do not stay in the caches: blocks of rows give the maxima and the sums of their parts of the
/// columns, which are then joined (M. Milakov, N. Gimelshein, "Online normalizer calculation for softmax", 2018), and a second pass computes
/// the results. The blocks follow from the lengths alone.
/// </summary>
internal static class SoftmaxTallColumns<T, TExponential>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TExponential : struct, IRegisterFunction<T>
{
    private const int WidestBlock = 1024;

    // So many rows are added one after the other: to more of them, error would add up.
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
        PassSplit.Run(new Tile<T> { A = x }, partial, outer * layout.Blocks * layout.Strips, layout.Work, new PartPass(layout));
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
                new Tile<T> { A = x, B = max, C = sums }, y, outer * layout.Blocks * layout.Strips, layout.Work, new ResultPass(layout, kind));
            return;
        }
        TensorPrimitives.Add(max, sums, y);
        for (var j = 0; j < columns; j++)
        {
            if (T.IsInfinity(max[j]))
                y[j] = Largest(x[((j / inner * length * inner) + (j % inner))..], length, inner);
        }
    }

    // Σ sᵢ·exp(mᵢ - m) with m the largest of the mᵢ; sums are overwritten by their terms.
    private static void Join(ReadOnlySpan<T> partMax, Span<T> partSums, Span<T> max, Span<T> sums)
    {
        partMax[..max.Length].CopyTo(max);
        for (var start = max.Length; start < partMax.Length; start += max.Length)
            SoftmaxRows<T, TExponential>.Raise(partMax.Slice(start, max.Length), max);
        using var rented = new RentedSpan<T>(2 * max.Length);
        var factors = rented.Span[..max.Length];
        var rest = rented.Span[max.Length..];
        for (var start = 0; start < partMax.Length; start += max.Length)
        {
            rest.Clear();
            SoftmaxRows<T, TExponential>.Add(partMax.Slice(start, max.Length), max, factors, rest);
            var terms = partSums.Slice(start, max.Length);
            TensorPrimitives.Multiply(terms, factors, terms);
        }
        Reductions.Sum<T>(partSums, sums, 1, partSums.Length / max.Length, max.Length);
    }

    // An infinite maximum is the result itself, unless there is a NaN.
    private static T Largest(ReadOnlySpan<T> x, int length, int inner)
    {
        var max = x[0];
        for (var row = 1; row < length; row++)
            max = T.Max(max, x[row * inner]);
        return max;
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

    private readonly struct PartPass(Layout layout) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> memory = stackalloc T[3 * layout.Width];
            for (var unit = start; unit < end; unit++)
            {
                var (block, first, count, column, columns) = layout.Of(unit);
                var from = x.A[((((block / layout.Blocks * layout.Length) + first) * layout.Inner) + column)..];
                var max = y.Slice((block * layout.Inner) + column, columns);
                var sums = y.Slice((y.Length / 2) + (block * layout.Inner) + column, columns);
                var reference = memory[..columns];
                var row = memory.Slice(layout.Width, columns);
                var part = memory.Slice(2 * layout.Width, columns);
                from[..columns].CopyTo(max);
                for (var i = 1; i < count; i++)
                    SoftmaxRows<T, TExponential>.Raise(from.Slice(i * layout.Inner, columns), max);
                // Where all elements are -∞, no difference from them is a number, but their part of the sum is 0.
                for (var i = 0; i < columns; i++)
                    reference[i] = T.IsNegativeInfinity(max[i]) ? T.Zero : max[i];
                sums.Clear();
                for (var i = 0; i < count; i++)
                {
                    if (i % SumRows == 0)
                        part.Clear();
                    SoftmaxRows<T, TExponential>.Add(from.Slice(i * layout.Inner, columns), reference, row, part);
                    if (i % SumRows == SumRows - 1 || i == count - 1)
                        TensorPrimitives.Add(sums, part, sums);
                }
            }
        }
    }

    private readonly struct ResultPass(Layout layout, SoftmaxKind kind) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            Span<T> rest = stackalloc T[layout.Width];
            for (var unit = start; unit < end; unit++)
            {
                var (block, first, count, column, columns) = layout.Of(unit);
                var image = block / layout.Blocks;
                var place = (((image * layout.Length) + first) * layout.Inner) + column;
                var max = x.B.Slice((image * layout.Inner) + column, columns);
                var last = x.C.Slice((image * layout.Inner) + column, columns);
                rest.Clear();
                for (var i = 0; i < count; i++, place += layout.Inner)
                {
                    var result = y.Slice(place, columns);
                    if (kind == SoftmaxKind.LogSoftmax)
                    {
                        SoftmaxRows<T, TExponential>.Subtract(x.A.Slice(place, columns), max, last, result);
                        continue;
                    }
                    SoftmaxRows<T, TExponential>.Add(x.A.Slice(place, columns), max, result, rest[..columns]);
                    TensorPrimitives.Multiply(result, last, result);
                }
            }
        }
    }
}
