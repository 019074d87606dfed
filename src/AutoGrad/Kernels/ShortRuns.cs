using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Functions that the library computes, in double, in another way for a vector with a large element than for one without. In a long run it
/// lets the vectors begin where the memory is aligned, so that the last bit of an element would depend on its address.
/// </summary>
internal static class ShortRuns
{
    // Runs of so few vectors the library takes from their first element on, whatever the alignment.
    private const int VectorsInRun = 4;

    /// <summary>How many elements such a function may be given at once.</summary>
    public static int Length<T>() where T : unmanaged =>
        typeof(T) == typeof(double) ? VectorsInRun * BytesOfVector / Unsafe.SizeOf<T>() : Broadcast.TileLength;

    private static int BytesOfVector =>
        Vector512.IsHardwareAccelerated ? Vector512<byte>.Count : Vector256.IsHardwareAccelerated ? Vector256<byte>.Count : Vector128<byte>.Count;

    public static void Sin<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var run = Length<T>();
        for (var start = 0; start < x.Length; start += run)
        {
            var length = Math.Min(run, x.Length - start);
            TensorPrimitives.Sin(x.Slice(start, length), y.Slice(start, length));
        }
    }

    public static void Cos<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var run = Length<T>();
        for (var start = 0; start < x.Length; start += run)
        {
            var length = Math.Min(run, x.Length - start);
            TensorPrimitives.Cos(x.Slice(start, length), y.Slice(start, length));
        }
    }
}
