using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>Copies between a tensor and a part of it that takes every step-th element of each axis from a start on.</summary>
internal static class Slicing
{
    /// <summary>Copies the part of x into y.</summary>
    public static void Take<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> lengths, Span<T> y, ReadOnlySpan<int> part,
        ReadOnlySpan<int> starts, ReadOnlySpan<int> steps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (part.IsEmpty)
        {
            y[0] = x[0];
            return;
        }
        var (stride, partStride) = (SizeOf(lengths[1..]), SizeOf(part[1..]));
        if (partStride == stride && steps[0] == 1)
        {
            x.Slice(starts[0] * stride, part[0] * stride).CopyTo(y);
            return;
        }
        for (var i = 0; i < part[0]; i++)
        {
            var block = x.Slice((starts[0] + (i * steps[0])) * stride, stride);
            Take(block, lengths[1..], y.Slice(i * partStride, partStride), part[1..], starts[1..], steps[1..]);
        }
    }

    /// <summary>Copies x into the part of y, and leaves the rest of y as it is.</summary>
    public static void Put<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> part, Span<T> y, ReadOnlySpan<int> lengths,
        ReadOnlySpan<int> starts, ReadOnlySpan<int> steps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (part.IsEmpty)
        {
            y[0] = x[0];
            return;
        }
        var (stride, partStride) = (SizeOf(lengths[1..]), SizeOf(part[1..]));
        if (partStride == stride && steps[0] == 1)
        {
            x.CopyTo(y[(starts[0] * stride)..]);
            return;
        }
        for (var i = 0; i < part[0]; i++)
        {
            var block = y.Slice((starts[0] + (i * steps[0])) * stride, stride);
            Put(x.Slice(i * partStride, partStride), part[1..], block, lengths[1..], starts[1..], steps[1..]);
        }
    }

    private static int SizeOf(ReadOnlySpan<int> lengths)
    {
        var size = 1;
        foreach (var length in lengths)
            size *= length;
        return size;
    }
}
