using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Copies between a tensor and a part of it that takes every step-th element of each axis from a start on; a negative step goes backwards.
/// The part must have elements and lie within the tensor.
/// </summary>
internal static class Slicing
{
    /// <summary>Copies the part of x into y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Take<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> lengths, Span<T> y, ReadOnlySpan<int> part,
        ReadOnlySpan<int> starts, ReadOnlySpan<int> steps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var runs = new StridedRuns(lengths, part, starts, steps, stackalloc nint[3 * part.Length]);
        var (length, stride) = (runs.Length, runs.Stride);
        for (; !y.IsEmpty; y = y[length..])
        {
            var place = runs.Next();
            var run = y[..length];
            if (stride == 1)
            {
                x.Slice((int)place, length).CopyTo(run);
                continue;
            }
            if (stride == -1)
            {
                x.Slice((int)place - length + 1, length).CopyTo(run);
                run.Reverse();
                continue;
            }
            for (var i = 0; i < run.Length; i++, place += stride)
                run[i] = x[(int)place];
        }
    }

    /// <summary>Copies x into the part of y, and leaves the rest of y as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Put<T>(ReadOnlySpan<T> x, ReadOnlySpan<int> part, Span<T> y, ReadOnlySpan<int> lengths,
        ReadOnlySpan<int> starts, ReadOnlySpan<int> steps) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var runs = new StridedRuns(lengths, part, starts, steps, stackalloc nint[3 * part.Length]);
        var (length, stride) = (runs.Length, runs.Stride);
        for (; !x.IsEmpty; x = x[length..])
        {
            var place = runs.Next();
            var run = x[..length];
            if (stride == 1)
            {
                run.CopyTo(y[(int)place..]);
                continue;
            }
            if (stride == -1)
            {
                var target = y.Slice((int)place - length + 1, length);
                run.CopyTo(target);
                target.Reverse();
                continue;
            }
            for (var i = 0; i < run.Length; i++, place += stride)
                y[(int)place] = run[i];
        }
    }
}
