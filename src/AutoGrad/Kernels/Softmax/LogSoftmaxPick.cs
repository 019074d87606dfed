using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// The logarithm of the softmax of lines, [lines, length], at one place of each, and its derivative: some lines at a time, so that what is computed of
/// a line is read again from the caches. Which lines are together is decided by the lengths alone.
/// </summary>
internal static class LogSoftmaxPick
{
    private const int BlockElements = 1 << 14;

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
    }

    // A unit is a block of lines.
    private readonly struct CotangentPass<T>(int length, int lines) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
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
    }
}
