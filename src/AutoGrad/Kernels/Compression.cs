using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Between the elements where a mask is not 0, one after the other, and their places. NaN is not 0.</summary>
internal static class Compression
{
    /// <summary>The number of elements of the mask that are not 0.</summary>
    public static int Count<T>(ReadOnlySpan<T> mask) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var count = 0;
        foreach (var value in mask)
            count += value == T.Zero ? 0 : 1;
        return count;
    }

    /// <summary>Copies the elements of x where the mask is not 0 into y, which has so many.</summary>
    public static void Compress<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mask, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var next = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] != T.Zero)
                y[next++] = x[i];
        }
    }

    /// <summary>Copies the elements of x to where the mask is not 0, and writes 0 elsewhere.</summary>
    public static void Expand<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> mask, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var next = 0;
        for (var i = 0; i < mask.Length; i++)
            y[i] = mask[i] == T.Zero ? T.Zero : x[next++];
    }
}
