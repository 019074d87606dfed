using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>Weighted sums along axes, one axis after the other, and their transpose. A block of the work is what lies outside the axis.</summary>
internal static unsafe class Resampling
{
    /// <summary>Sets y [outer, ..to] to the sums of x [outer, ..from], or y [outer, ..from] to the transpose of that for x [outer, ..to].</summary>
    public static void Run<T>(ReadOnlySpan<T> x, Span<T> y, int outer, AxisTaps[] taps, bool isTransposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (y.IsEmpty)
            return;
        Span<int> lengths = stackalloc int[taps.Length];
        for (var axis = 0; axis < taps.Length; axis++)
            lengths[axis] = isTransposed ? taps[axis].To : taps[axis].From;
        using var even = new RentedSpan<T>(taps.Length > 1 ? LargestSize(outer, taps) : 0);
        using var odd = new RentedSpan<T>(taps.Length > 2 ? even.Span.Length : 0);
        var source = x;
        for (var axis = taps.Length - 1; axis >= 0; axis--)
        {
            var (before, inner) = (outer * Product(lengths[..axis]), Product(lengths[(axis + 1)..]));
            lengths[axis] = isTransposed ? taps[axis].From : taps[axis].To;
            var size = before * lengths[axis] * inner;
            var target = axis == 0 ? y : (taps.Length - axis) % 2 == 1 ? even.Span[..size] : odd.Span[..size];
            RunAxis(source, target, before, inner, taps[axis], isTransposed);
            source = target;
        }
    }

    private static void RunAxis<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int inner, AxisTaps taps, bool isTransposed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (taken, given) = isTransposed ? (taps.To * inner, taps.From * inner) : (taps.From * inner, taps.To * inner);
        var weights = PlanCache<double[], T[]>.Get(taps.Weights, static weights => Array.ConvertAll(weights, T.CreateTruncating));
        // The slices throw where a span is too short: blocks lie within outer · taken and outer · given elements.
        fixed (T* px = x[..(outer * taken)], py = y[..(outer * given)])
        {
            var (from, to) = ((nint)px, (nint)py);
            BlockSplit.For(outer, (long)outer * inner * weights.Length, (from, to, taken, given, inner, taps, (weights, isTransposed)), static (own, block) =>
            {
                var (from, to, taken, given, inner, taps, (weights, isTransposed)) = own;
                var source = new ReadOnlySpan<T>((T*)from + ((nint)block * taken), taken);
                var target = new Span<T>((T*)to + ((nint)block * given), given);
                if (isTransposed)
                    Spread(source, target, inner, taps, weights);
                else
                    Sum(source, target, inner, taps, weights);
            });
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<T>(ReadOnlySpan<T> x, Span<T> y, int inner, AxisTaps taps, T[] weights) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < taps.To; i++)
        {
            var sums = y.Slice(i * inner, inner);
            var start = taps.Starts[i];
            if (inner == 1)
            {
                var sum = T.Zero;
                for (var w = taps.Offsets[i]; w < taps.Offsets[i + 1]; w++, start += taps.Step)
                    sum += weights[w] * x[start];
                sums[0] = sum;
                continue;
            }

            sums.Clear();
            for (var w = taps.Offsets[i]; w < taps.Offsets[i + 1]; w++, start += taps.Step)
                TensorPrimitives.MultiplyAdd(x.Slice(start * inner, inner), weights[w], sums, sums);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<T>(ReadOnlySpan<T> x, Span<T> y, int inner, AxisTaps taps, T[] weights) where T : unmanaged, IFloatingPointIeee754<T>
    {
        y.Clear();
        for (var i = 0; i < taps.To; i++)
        {
            var values = x.Slice(i * inner, inner);
            var start = taps.Starts[i];
            for (var w = taps.Offsets[i]; w < taps.Offsets[i + 1]; w++, start += taps.Step)
            {
                var sums = y.Slice(start * inner, inner);
                if (inner == 1)
                    sums[0] += weights[w] * values[0];
                else
                    TensorPrimitives.MultiplyAdd(values, weights[w], sums, sums);
            }
        }
    }

    private static int LargestSize(int outer, AxisTaps[] taps)
    {
        foreach (var axis in taps)
            outer = checked(outer * Math.Max(axis.From, axis.To));
        return outer;
    }

    private static int Product(ReadOnlySpan<int> lengths)
    {
        var product = 1;
        foreach (var length in lengths)
            product *= length;
        return product;
    }
}
