using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Linear interpolation.</summary>
internal static class Interpolation
{
    /// <summary>a + w(b - a), or from the other end b - (1 - w)(b - a), whichever is nearer: exact at both ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lerp<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> weight, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var i = 0;
        var half = T.CreateTruncating(0.5);
        if (Vector<T>.IsSupported)
        {
            var starts = MemoryMarshal.Cast<T, Vector<T>>(a);
            var ends = MemoryMarshal.Cast<T, Vector<T>>(b);
            var weights = MemoryMarshal.Cast<T, Vector<T>>(weight);
            var vectors = MemoryMarshal.Cast<T, Vector<T>>(y);
            for (var j = 0; j < vectors.Length; j++)
            {
                var (w, difference) = (weights[j], ends[j] - starts[j]);
                vectors[j] = Vector.ConditionalSelect(
                    Vector.LessThan(w, Vector.Create(half)), starts[j] + (w * difference), ends[j] - (difference * (Vector<T>.One - w)));
            }
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++)
        {
            var difference = b[i] - a[i];
            y[i] = weight[i] < half ? a[i] + (weight[i] * difference) : b[i] - (difference * (T.One - weight[i]));
        }
    }
}
