using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>ln(eᵃ + eᵇ) = max(a, b) + ln(1 + e^-|a - b|), tile by tile.</summary>
internal static class LogAddExpKernel
{
    // The exponential of it is 0 in every element type.
    private const double Far = -800;

    public static void LogAddExp<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> tile = stackalloc T[Math.Min(y.Length, Broadcast.TileLength)];
        Span<T> differences = stackalloc T[tile.Length];
        for (var start = 0; start < y.Length; start += tile.Length)
        {
            var length = Math.Min(tile.Length, y.Length - start);
            var larger = tile[..length];
            TensorPrimitives.Max(a.Slice(start, length), b.Slice(start, length), larger);
            TensorPrimitives.Subtract(a.Slice(start, length), b.Slice(start, length), differences);
            var results = differences[..length];
            TensorPrimitives.Abs(results, results);
            TensorPrimitives.Negate(results, results);
            // Equal infinities have no difference, and are their own sum; NaN comes back with the larger.
            TensorPrimitives.MaxNumber(results, T.CreateTruncating(Far), results);
            Exponentials.Exp<T>(results, results);
            Logarithms.Log1p<T>(results, results);
            TensorPrimitives.Add(results, larger, y.Slice(start, length));
        }
    }
}
