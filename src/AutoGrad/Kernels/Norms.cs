using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>
/// Norms (Σ |x|ᵖ)^(1/p) along the middle one of three axes, [outer, length, inner] to [outer, inner], without overflow or underflow of the
/// powers on the way.
/// </summary>
internal static class Norms
{
    private const int ChunkLength = 1024;

    public static void Norm<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner, T order)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        if (length == 0)
        {
            y.Clear();
            return;
        }
        var isEuclidean = order == T.One + T.One;
        using var line = new RentedSpan<T>(length);
        using var squares = new RentedSpan<T>(isEuclidean ? block : 0);
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            var result = y.Slice(i * inner, inner);
            if (isEuclidean && inner > 1)
            {
                TensorPrimitives.Multiply(rows, rows, squares.Span);
                Reductions.Sum<T>(squares.Span, result, 1, length, inner);
            }
            for (var j = 0; j < inner; j++)
            {
                if (isEuclidean && IsAccurate(inner > 1 ? result[j] : result[j] = SumOfSquares(rows)))
                {
                    result[j] = T.Sqrt(result[j]);
                    continue;
                }
                for (var k = 0; k < length; k++)
                    line.Span[k] = rows[(k * inner) + j];
                result[j] = Scaled(line.Span, order);
            }
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
        if (order == T.One + T.One)
            return scale * T.Sqrt(SumOfSquares<T>(line));
        TensorPrimitives.Pow(line, order, line);
        T sum = default;
        Reductions.Sum(line, new Span<T>(ref sum), 1, line.Length, 1);
        return scale * T.Pow(sum, T.One / order);
    }

    // Neither did squares overflow, nor could those have mattered that were lost below.
    private static bool IsAccurate<T>(T sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rounding = T.BitIncrement(T.One) - T.One;
        return T.IsFinite(sum) && sum >= T.Epsilon / (rounding * rounding);
    }

    private static T SumOfSquares<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length <= ChunkLength)
            return TensorPrimitives.SumOfSquares(x);
        var half = ((x.Length / 2) + ChunkLength - 1) / ChunkLength * ChunkLength;
        return SumOfSquares(x[..half]) + SumOfSquares(x[half..]);
    }
}
