using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Cumulative results along the middle one of three axes, [outer, length, inner]: each row from those before it, or from those after it
/// where the scan runs backwards.
/// </summary>
internal static class Scans
{
    private const int Chunk = 64;

    /// <summary>The sums of the rows up to each.</summary>
    public static void Sum<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, bool backwards)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        if (block == 0)
            return;
        PassSplit.Run(new Tile<T> { A = x }, y, outer, block, new SumPass<T>(length, inner, backwards));
    }

    /// <summary>The products of the rows up to each. In order: a part of them by itself could overflow where the whole does not.</summary>
    public static void Product<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, bool backwards)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        PassSplit.Run(new Tile<T> { A = x }, y, outer, (long)length * inner, new ProductPass<T>(length, inner, backwards));

    /// <summary>The linear recurrence y[k] = a[k-1]·y[k-1] + b[k], or backwards y[k] = a[k]·y[k+1] + b[k]; a has one row less.</summary>
    public static void Recurrence<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, int outer, int length, int inner, bool backwards)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        PassSplit.Run(new Tile<T> { A = a, B = b }, y, outer, (long)length * inner, new RecurrencePass<T>(length, inner, backwards));

    /// <summary>The logarithms of the sums of the exponentials up to each element, without overflow.</summary>
    public static void LogSumExp<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        PassSplit.Run(new Tile<T> { A = x }, y, outer * inner, length, new LogSumExpPass<T>(length, inner));

    // Chunks are summed up each by itself, and then raised by the sum of the chunks before, which is found in the same way: the error grows
    // with log n, not with n.
    private static void SumRows<T>(ReadOnlySpan<T> x, Span<T> y, int length, int inner, bool backwards)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var chunks = (length + Chunk - 1) / Chunk;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var rows = Rows(chunk, length, inner);
            SumChunk(x[rows], y[rows], inner, backwards);
        }
        if (chunks == 1)
            return;
        using var totals = new RentedSpan<T>(chunks * inner);
        using var raises = new RentedSpan<T>(chunks * inner);
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var rows = y[Rows(chunk, length, inner)];
            (backwards ? rows[..inner] : rows[^inner..]).CopyTo(totals.Span[(chunk * inner)..]);
        }
        SumRows(totals.Span, raises.Span, chunks, inner, backwards);
        for (var chunk = backwards ? 0 : 1; chunk < (backwards ? chunks - 1 : chunks); chunk++)
        {
            var raise = raises.Span.Slice((backwards ? chunk + 1 : chunk - 1) * inner, inner);
            var rows = y[Rows(chunk, length, inner)];
            if (inner == 1)
                TensorPrimitives.Add(rows, raise[0], rows);
            for (var at = 0; inner > 1 && at < rows.Length; at += inner)
                TensorPrimitives.Add(rows.Slice(at, inner), raise, rows.Slice(at, inner));
        }
    }

    private static void SumChunk<T>(ReadOnlySpan<T> x, Span<T> y, int inner, bool backwards) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (inner == 1)
        {
            var sum = T.Zero;
            for (var i = 0; i < x.Length; i++)
            {
                var at = backwards ? x.Length - 1 - i : i;
                y[at] = i == 0 ? sum = x[at] : sum += x[at];
            }
            return;
        }
        var step = backwards ? -inner : inner;
        var row = backwards ? x.Length - inner : 0;
        x.Slice(row, inner).CopyTo(y[row..]);
        for (row += step; row >= 0 && row < x.Length; row += step)
            TensorPrimitives.Add(y.Slice(row - step, inner), x.Slice(row, inner), y.Slice(row, inner));
    }

    private static Range Rows(int chunk, int length, int inner) => (chunk * Chunk * inner)..(Math.Min((chunk + 1) * Chunk, length) * inner);

    private static int First(int outer, int length, int inner, bool backwards) =>
        ((outer * length) + (backwards ? length - 1 : 0)) * inner;

    private readonly struct SumPass<T>(int length, int inner, bool backwards) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var block = length * inner;
            for (var i = start; i < end; i++)
                SumRows(x.A.Slice(i * block, block), y.Slice(i * block, block), length, inner, backwards);
        }
    }

    private readonly struct ProductPass<T>(int length, int inner, bool backwards) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var step = backwards ? -inner : inner;
            for (var i = start; i < end; i++)
            {
                var at = First(i, length, inner, backwards);
                for (var row = 0; row < length; row++, at += step)
                {
                    if (row == 0)
                        x.A.Slice(at, inner).CopyTo(y[at..]);
                    else if (inner == 1)
                        y[at] = y[at - step] * x.A[at];
                    else
                        TensorPrimitives.Multiply(y.Slice(at - step, inner), x.A.Slice(at, inner), y.Slice(at, inner));
                }
            }
        }
    }

    private readonly struct RecurrencePass<T>(int length, int inner, bool backwards) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            var step = backwards ? -inner : inner;
            for (var i = start; i < end; i++)
            {
                var at = First(i, length, inner, backwards);
                var factor = First(i, length - 1, inner, backwards) - step;
                for (var row = 0; row < length; row++, at += step, factor += step)
                {
                    if (row == 0)
                    {
                        x.B.Slice(at, inner).CopyTo(y[at..]);
                    }
                    else if (inner == 1)
                    {
                        y[at] = (x.A[factor] * y[at - step]) + x.B[at];
                    }
                    else
                    {
                        var result = y.Slice(at, inner);
                        TensorPrimitives.Multiply(x.A.Slice(factor, inner), y.Slice(at - step, inner), result);
                        TensorPrimitives.Add(result, x.B.Slice(at, inner), result);
                    }
                }
            }
        }
    }

    private readonly struct LogSumExpPass<T>(int length, int inner) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var line = start; line < end; line++)
            {
                // The sum is that of exp(x - max), rescaled whenever the maximum rises. Equal infinities have no difference.
                var (max, sum) = (T.NegativeInfinity, T.Zero);
                var at = (line / inner * length * inner) + (line % inner);
                for (var k = 0; k < length; k++, at += inner)
                {
                    var value = x.A[at];
                    if (value > max)
                        (max, sum) = (value, (sum * T.Exp(max - value)) + T.One);
                    else
                        sum += value == max ? T.One : T.Exp(value - max);
                    y[at] = max + T.Log(sum);
                }
            }
        }
    }
}
