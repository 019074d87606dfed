using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels.Special;

/// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))) = x·σ(x(c + d·x²)), tile by tile. The sigmoid keeps its digits far to the left.</summary>
internal static class GeluTanhKernel
{
    /// <summary>c = 2√(2/π).</summary>
    public const double Linear = 1.5957691216057308;

    /// <summary>d = 2√(2/π)·0.044715.</summary>
    public const double Cubic = Linear * 0.044715;

    /// <summary>From here on the sigmoid is 0 or 1 in every element type, so that x² need not grow further, nor overflow.</summary>
    public const double LargestSquare = 1e4;

    public static void Gelu<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            SingleMap.Apply<SingleGeluTanh>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
            return;
        }
        var (linear, cubic, largest) = (T.CreateTruncating(Linear), T.CreateTruncating(Cubic), T.CreateTruncating(LargestSquare));
        Span<T> tile = stackalloc T[Math.Min(Broadcast.TileLength, x.Length)];
        for (var start = 0; start < x.Length; start += tile.Length)
        {
            var inputs = x.Slice(start, Math.Min(tile.Length, x.Length - start));
            var values = tile[..inputs.Length];
            TensorPrimitives.Multiply(inputs, inputs, values);
            TensorPrimitives.Min(values, largest, values);
            TensorPrimitives.Multiply(values, cubic, values);
            TensorPrimitives.Add(values, linear, values);
            TensorPrimitives.Multiply(values, inputs, values);
            Exponentials.Sigmoid<T>(values, values);
            TensorPrimitives.Multiply(values, inputs, y.Slice(start, inputs.Length));
        }
    }
}
