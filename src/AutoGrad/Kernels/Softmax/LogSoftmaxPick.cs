using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// The logarithm of the softmax of lines, [lines, length], at one place of each, and its derivative: some lines at a time, so that what is computed of
/// a line is read again from the caches. Which lines are together is decided by the lengths alone.
/// </summary>
internal static class LogSoftmaxPick
{
    private const int BlockElements = 1 << 14;
    private const int TileLength = 512;
    private const int ShortestAlone = 1 << 11;
    private const int LongestAlone = 1 << 16;

    /// <summary>y[r] = ln softmax(x[r])[indices[r]]; the position of the first bad index, or -1.</summary>
    public static int Pick<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, Span<T> y, int length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var rented = new RentedSpan<int>(indices.Length);
        var bad = IndexPlaces.Read(indices, rented.Span, length);
        if (bad >= 0 || y.IsEmpty)
            return bad;
        var lines = LinesAtATime(length);
        PassSplit.Run(new Tile<T> { A = x, B = indices }, y, ((y.Length - 1) / lines) + 1, (long)lines * length, new PickPass<T>(length, lines));
        return -1;
    }

    /// <summary>y[r] = u[r]·(e(indices[r]) - softmax(x[r])), where e(i) has a 1 at place i and 0 elsewhere. The indices are good.</summary>
    public static void PullBack<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> indices, ReadOnlySpan<T> u, Span<T> y, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty)
            return;
        var lines = LinesAtATime(length);
        PassSplit.Run(
            new Tile<T> { A = x, B = indices, C = u }, y, ((indices.Length - 1) / lines) + 1, (long)lines * length, new CotangentPass<T>(length, lines));
    }

    private static int LinesAtATime(int length) => Math.Max(1, BlockElements / length);

    // A unit is a block of lines.
    private readonly struct PickPass<T>(int length, int lines) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            if (length is >= ShortestAlone and <= LongestAlone)
            {
                OneByOne(x, y, start, end);
                return;
            }
            using var rented = new RentedSpan<T>(lines * length);
            for (var first = start * lines; first < Math.Min(end * lines, y.Length); first += lines)
            {
                var count = Math.Min(lines, y.Length - first);
                var results = rented.Span[..(count * length)];
                SoftmaxKernel.LogSoftmax(x.A.Slice(first * length, count * length), results, count, length, 1);
                for (var line = 0; line < count; line++)
                {
                    _ = IndexPlaces.TryRead(x.B[first + line], length, out var place);
                    y[first + line] = results[(line * length) + place];
                }
            }
        }

        // Of long lines, nothing but the sums is needed.
        private void OneByOne(in Tile<T> x, Span<T> y, int start, int end)
        {
            var isFar = Prefetching.Pays(x.A);
            for (var line = start * lines; line < Math.Min(end * lines, y.Length); line++)
            {
                var values = x.A.Slice(line * length, length);
                var (max, sum) = SoftmaxLines.StatisticsByTiles(values, isFar);
                _ = IndexPlaces.TryRead(x.B[line], length, out var place);
                y[line] = values[place] - max - T.Log(sum);
            }
        }
    }

    // A unit is a block of lines.
    private readonly struct CotangentPass<T>(int length, int lines) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            if (length >= Lanes64<T>.Count && length <= LongestAlone && LineMemory.Of(x.A, y).IsStreamed)
            {
                PastCaches(x, y, start, end);
                return;
            }
            for (var first = start * lines; first < Math.Min(end * lines, x.B.Length); first += lines)
            {
                var count = Math.Min(lines, x.B.Length - first);
                var results = y.Slice(first * length, count * length);
                SoftmaxKernel.Softmax(x.A.Slice(first * length, count * length), results, count, length, 1);
                for (var line = 0; line < count; line++)
                {
                    _ = IndexPlaces.TryRead(x.B[first + line], length, out var place);
                    var own = results.Slice(line * length, length);
                    var rest = T.One - own[place];
                    TensorPrimitives.Multiply(own, -x.C[first + line], own);
                    own[place] = rest * x.C[first + line];
                }
            }
        }

        // What is not in the caches when it is next read is made beside where it goes, with the same bits.
        private unsafe void PastCaches(in Tile<T> x, Span<T> y, int start, int end)
        {
            using var rented = new RentedSpan<T>((lines * length) + lines);
            var factors = rented.Span[(lines * length)..];
            for (var first = start * lines; first < Math.Min(end * lines, x.B.Length); first += lines)
            {
                var count = Math.Min(lines, x.B.Length - first);
                var terms = rented.Span[..(count * length)];
                SoftmaxKernel.Softmax(x.A.Slice(first * length, terms.Length), terms, count, length, 1);
                for (var line = 0; line < count; line++)
                {
                    _ = IndexPlaces.TryRead(x.B[first + line], length, out var place);
                    ref var own = ref terms[(line * length) + place];
                    own = -(T.One - own);
                    factors[line] = -x.C[first + line];
                }
                // Both hold as many elements as the lines have; of a long line, so many at a time that memory is read meanwhile for the next.
                fixed (T* from = terms, to = y.Slice(first * length, terms.Length), next = x.A[(first * length)..])
                {
                    var tile = count > 1 ? terms.Length : TileLength;
                    for (int place = 0, size = tile - Misplaced(to); place < terms.Length; place += size, size = tile)
                    {
                        size = Math.Min(size, terms.Length - place);
                        if (count == 1)
                            Prefetching.Of(next + terms.Length + place, size);
                        if (Vector512.IsHardwareAccelerated)
                            LineResults<T, Register512<T>>.Multiply(from + place, to + place, size / count, count, factors, isStreamed: true);
                        else
                            LineResults<T, Register256<T>>.Multiply(from + place, to + place, size / count, count, factors, isStreamed: true);
                    }
                }
            }
        }

        // How many elements a block of 64 bytes has before an address; 0 where lines are not cut.
        private unsafe int Misplaced(T* y) => lines > 1 ? 0 : (int)((nuint)y / (nuint)sizeof(T) % (nuint)Lanes64<T>.Count);
    }
}
