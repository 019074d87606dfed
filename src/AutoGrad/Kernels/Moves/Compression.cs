using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Between the elements where a mask is not 0, one after the other, and their places. NaN is not 0.</summary>
internal static class Compression
{
    /// <summary>The number of elements of the mask that are not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Count<T>(ReadOnlySpan<T> mask) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = 0;
        foreach (var value in mask)
            count += value == T.Zero ? 0 : 1;
        return count;
    }

    /// <summary>Copies the elements of x where the mask is not 0 into y, which has so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Compress<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mask, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Every element is written, and the next one over it unless it was selected: no branch depends on the mask.
        var next = 0;
        for (var i = 0; next < y.Length; i++)
        {
            y[next] = x[i];
            next += mask[i] == T.Zero ? 0 : 1;
        }
    }

    /// <summary>Copies the elements of x to where the mask is not 0, and writes 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mask, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (next, i) = (0, 0);
        for (; next < x.Length; i++)
        {
            var value = x[next];
            var isLeftOut = mask[i] == T.Zero;
            y[i] = isLeftOut ? T.Zero : value;
            next += isLeftOut ? 0 : 1;
        }
        y[i..].Clear();
    }
}
