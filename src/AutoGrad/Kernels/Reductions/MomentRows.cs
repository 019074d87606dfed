using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Adds rows to two rows of sums in one pass, Σ (x - s) and Σ (x - s)² about a shift s of each column, one row after the other for each element: some
/// at a time, so that the sums stay in registers while memory is read nearly in order.
/// </summary>
internal static class MomentRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostRowsAtATime = 8;
    private const int BytesAtATime = 32 * 1024;

    /// <summary>sums += x - shifts and squares += (x - shifts)² for each row, which begin so far apart.</summary>
    public static void Add(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> shifts, Span<T> sums, Span<T> squares)
    {
        // What the loops read and write lies within these.
        if (rows <= 0)
            return;
        x = x[..(((rows - 1) * stride) + sums.Length)];
        shifts = shifts[..sums.Length];
        squares = squares[..sums.Length];
        var (place, end) = ((nuint)0, (nuint)sums.Length);
        if (Vector512.IsHardwareAccelerated)
            place = Run<Register512<T>>(x, stride, rows, shifts, sums, squares, place);
        if (place < end && Vector256.IsHardwareAccelerated)
            place = Run<Register256<T>>(x, stride, rows, shifts, sums, squares, place);
        if (place < end && Vector128.IsHardwareAccelerated)
            place = Run<Register128<T>>(x, stride, rows, shifts, sums, squares, place);
        if (place < end)
            Run<Register1<T>>(x, stride, rows, shifts, sums, squares, place);
    }

    /// <summary>
    /// From the sums R of n rows about the shifts to their means, less the origins, and to the squares Q about the means; whether R is at most 4Q for each.
    /// </summary>
    public static bool Centre(
        ReadOnlySpan<T> sums, ReadOnlySpan<T> squares, ReadOnlySpan<T> shifts, ReadOnlySpan<T> origins, T n, Span<T> means, Span<T> results)
    {
        // What the loops read and write lies within these.
        squares = squares[..sums.Length];
        shifts = shifts[..sums.Length];
        origins = origins[..sums.Length];
        means = means[..sums.Length];
        results = results[..sums.Length];
        nuint place = 0;
        var areNear = true;
        if (Vector512.IsHardwareAccelerated)
            areNear &= Centre<Register512<T>>(sums, squares, shifts, origins, n, means, results, ref place);
        if (Vector256.IsHardwareAccelerated)
            areNear &= Centre<Register256<T>>(sums, squares, shifts, origins, n, means, results, ref place);
        if (Vector128.IsHardwareAccelerated)
            areNear &= Centre<Register128<T>>(sums, squares, shifts, origins, n, means, results, ref place);
        return Centre<Register1<T>>(sums, squares, shifts, origins, n, means, results, ref place) && areNear;
    }

    /// <summary>y = n·(y - means)².</summary>
    public static void Square(Span<T> y, ReadOnlySpan<T> means, T n)
    {
        means = means[..y.Length];
        nuint place = 0;
        if (Vector512.IsHardwareAccelerated)
            place = Square<Register512<T>>(y, means, n, place);
        if (Vector256.IsHardwareAccelerated)
            place = Square<Register256<T>>(y, means, n, place);
        if (Vector128.IsHardwareAccelerated)
            place = Square<Register128<T>>(y, means, n, place);
        Square<Register1<T>>(y, means, n, place);
    }

    // The registers that are full from a place on; gives the place of the first element that fills none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Run<V>(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> shifts, Span<T> sums, Span<T> squares, nuint first)
        where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var shift = ref MemoryMarshal.GetReference(shifts);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var square = ref MemoryMarshal.GetReference(squares);
        var (width, next) = ((nuint)sums.Length, (nuint)stride);
        var place = first;
        // These and those that are asked for meanwhile stay in the first cache, beside the three rows that they meet.
        var most = Math.Clamp(((BytesAtATime / (int)(width * (nuint)Unsafe.SizeOf<T>())) - 3) / 2, 1, MostRowsAtATime);
        for (nuint start = 0; rows > 0; rows -= most, start += (nuint)most * next)
        {
            var count = Math.Min(most, rows);
            var ahead = (nuint)count * next;
            for (place = first; place + (nuint)V.Count <= width; place += (nuint)V.Count)
            {
                var (s, q, about) = (V.Load(in sum, place), V.Load(in square, place), V.Load(in shift, place));
                var from = start + place;
                for (var row = 0; row < count; row++, from += next)
                {
                    Prefetching.At<T, V>(in source, from + ahead);
                    var distance = V.Load(in source, from) - about;
                    s += distance;
                    q += distance * distance;
                }
                s.Store(ref sum, place);
                q.Store(ref square, place);
            }
        }
        return place;
    }

    // Where the squares overflow, they stay infinite, and where they vanish, they stay 0. Where an element is infinite, so is the sum, and nothing is NaN
    // but what is taken from itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Centre<V>(
        ReadOnlySpan<T> sums, ReadOnlySpan<T> squares, ReadOnlySpan<T> shifts, ReadOnlySpan<T> origins, T n, Span<T> means, Span<T> results, ref nuint place)
        where V : struct, IRegister<T, V>
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var square = ref MemoryMarshal.GetReference(squares);
        ref var shift = ref MemoryMarshal.GetReference(shifts);
        ref var origin = ref MemoryMarshal.GetReference(origins);
        ref var mean = ref MemoryMarshal.GetReference(means);
        ref var result = ref MemoryMarshal.GetReference(results);
        var (count, zero, least, most) = (V.Repeat(n), V.Repeat(T.Zero), V.Repeat(T.Epsilon), V.Repeat(T.BitDecrement(T.PositiveInfinity)));
        var areNear = true;
        for (; place + (nuint)V.Count <= (nuint)sums.Length; place += (nuint)V.Count)
        {
            var s = V.Load(in sum, place);
            var m = s / count;
            (V.Load(in shift, place) - V.Load(in origin, place) + m).Store(ref mean, place);
            var common = V.AtMost(s * m, most);
            var own = V.AtLeast(V.Load(in square, place) - common, zero) + (s - s);
            own.Store(ref result, place);
            areNear &= V.AllLess(common, own + own + own + least);
        }
        return areNear;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Square<V>(Span<T> y, ReadOnlySpan<T> means, T n, nuint place) where V : struct, IRegister<T, V>
    {
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var mean = ref MemoryMarshal.GetReference(means);
        var count = V.Repeat(n);
        for (; place + (nuint)V.Count <= (nuint)y.Length; place += (nuint)V.Count)
        {
            var distance = V.Load(in target, place) - V.Load(in mean, place);
            (count * (distance * distance)).Store(ref target, place);
        }
        return place;
    }
}
