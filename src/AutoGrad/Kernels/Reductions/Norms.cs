using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Norms (Σ |x|ᵖ)^(1/p) along the middle one of three axes, [outer, length, inner] to [outer, inner], without overflow or underflow of the
/// powers on the way.
/// </summary>
internal static class Norms
{
    public static void Norm<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, T order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0)
        {
            y.Clear();
            return;
        }
        if (order == T.One + T.One)
            Reductions.SumOfSquares(x, y, outer, length, inner);
        PassSplit.Run(new Tile<T> { A = x }, y, y.Length, length, new RootPass<T>(length, inner, order));
    }

    // The squares are taken as they are where they were accurate; all else is scaled.
    private readonly struct RootPass<T>(int length, int inner, T order) : IPass<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end)
        {
            for (var i = start; i < end; i++)
            {
                var isAccurate = order == T.One + T.One && IsAccurate(y[i]);
                y[i] = isAccurate ? T.Sqrt(y[i]) : Scaled(x.A, i);
            }
        }

        private T Scaled(ReadOnlySpan<T> x, int result)
        {
            using var line = new RentedSpan<T>(length);
            var (o, column) = Math.DivRem(result, inner);
            var rows = x.Slice(o * length * inner, length * inner);
            for (var k = 0; k < length; k++)
                line.Span[k] = rows[(k * inner) + column];
            return Norms.Scaled(line.Span, order);
        }
    }

    // The powers of the ratios to the largest element are at most 1, and to the smallest where the order is negative. The line is overwritten.
    private static T Scaled<T>(Span<T> line, T order) where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorPrimitives.Abs(line, line);
        var scale = order > T.Zero ? TensorPrimitives.Max<T>(line) : TensorPrimitives.Min<T>(line);
        if (scale == T.Zero || !T.IsFinite(scale))
            return scale;
        TensorPrimitives.Divide(line, scale, line);
        T sum = default;
        if (order == T.One + T.One)
        {
            Reductions.SumOfSquares(line, new Span<T>(ref sum), 1, line.Length, 1);
            return scale * T.Sqrt(sum);
        }
        TensorPrimitives.Pow(line, order, line);
        Reductions.Sum(line, new Span<T>(ref sum), 1, line.Length, 1);
        return scale * T.Pow(sum, T.One / order);
    }

    // Neither did squares overflow, nor could those have mattered that were lost below.
    private static bool IsAccurate<T>(T sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rounding = T.BitIncrement(T.One) - T.One;
        return T.IsFinite(sum) && sum >= T.Epsilon / (rounding * rounding);
    }
}
