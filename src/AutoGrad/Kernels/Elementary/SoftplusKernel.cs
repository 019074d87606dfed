using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>ln(1 + eˣ) = max(x, 0) + ln(1 + e^-|x|), tile by tile.</summary>
internal static class SoftplusKernel
{
    public static void Softplus<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> tile = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += tile.Length)
        {
            var length = Math.Min(tile.Length, x.Length - start);
            var inputs = x.Slice(start, length);
            var results = y.Slice(start, length);
            var positive = tile[..length];
            TensorPrimitives.Max(inputs, T.Zero, positive);
            TensorPrimitives.Abs(inputs, results);
            TensorPrimitives.Negate(results, results);
            Exponentials.Exp<T>(results, results);
            Logarithms.Log1p<T>(results, results);
            TensorPrimitives.Add(results, positive, results);
        }
    }
}
