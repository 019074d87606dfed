using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Adds rows to a row of sums, one after the other for each element: some rows at a time, so that their sums stay in registers while memory is read
/// nearly in order.
/// </summary>
internal static class RowSum<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostRowsAtATime = 8;
    private const int BytesAtATime = 16 * 1024;

    /// <summary>y += x for each row, which begin so far apart.</summary>
    public static void Add(ReadOnlySpan<T> x, int stride, int rows, Span<T> y) => Run<Plain>(x, stride, rows, default, default, y);

    /// <summary>y += x² for each row.</summary>
    public static void AddSquares(ReadOnlySpan<T> x, int stride, int rows, Span<T> y) => Run<Squared>(x, stride, rows, default, default, y);

    /// <summary>y += x - origins for each row.</summary>
    public static void AddDistances(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, Span<T> y) =>
        Run<Distance>(x, stride, rows, origins, default, y);

    /// <summary>y += (x - origins - means)² for each row.</summary>
    public static void AddSquares(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y) =>
        Run<SquaredDistance>(x, stride, rows, origins, means, y);

    private static void Run<TTerm>(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y)
        where TTerm : struct, ITerm
    {
        if (rows <= 0)
            return;
        // What the loops read lies within these.
        x = x[..(((rows - 1) * stride) + y.Length)];
        origins = TTerm.Operands > 0 ? origins[..y.Length] : origins;
        means = TTerm.Operands > 1 ? means[..y.Length] : means;
        var (place, end) = ((nuint)0, (nuint)y.Length);
        if (Vector512.IsHardwareAccelerated)
            place = Run<TTerm, Register512<T>>(x, stride, rows, origins, means, y, place);
        if (place < end && Vector256.IsHardwareAccelerated)
            place = Run<TTerm, Register256<T>>(x, stride, rows, origins, means, y, place);
        if (place < end && Vector128.IsHardwareAccelerated)
            place = Run<TTerm, Register128<T>>(x, stride, rows, origins, means, y, place);
        if (place < end)
            Run<TTerm, Register1<T>>(x, stride, rows, origins, means, y, place);
    }

    // The registers that are full from a place on; gives the place of the first element that fills none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Run<TTerm, V>(
        ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y, nuint first)
        where TTerm : struct, ITerm
        where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var origin = ref MemoryMarshal.GetReference(origins);
        ref var mean = ref MemoryMarshal.GetReference(means);
        ref var target = ref MemoryMarshal.GetReference(y);
        var (width, next) = ((nuint)y.Length, (nuint)stride);
        var place = first;
        // These and those that are asked for meanwhile stay in the first cache.
        var most = Math.Clamp(BytesAtATime / (int)(width * (nuint)Unsafe.SizeOf<T>()), 1, MostRowsAtATime);
        for (nuint start = 0; rows > 0; rows -= most, start += (nuint)most * next)
        {
            var count = Math.Min(most, rows);
            var ahead = (nuint)count * next;
            for (place = first; place + (nuint)V.Count <= width; place += (nuint)V.Count)
            {
                var sum = V.Load(in target, place);
                var o = TTerm.Operands > 0 ? V.Load(in origin, place) : default;
                var m = TTerm.Operands > 1 ? V.Load(in mean, place) : default;
                var from = start + place;
                for (var row = 0; row < count; row++, from += next)
                {
                    // What has means has been read before.
                    if (TTerm.Operands < 2)
                        Prefetching.At<T, V>(in source, from + ahead);
                    sum = TTerm.Add(V.Load(in source, from), o, m, sum);
                }
                sum.Store(ref target, place);
            }
        }
        return place;
    }

    private interface ITerm
    {
        static abstract int Operands { get; }

        static abstract V Add<V>(V x, V origin, V mean, V sum) where V : struct, IRegister<T, V>;
    }

    private readonly struct Plain : ITerm
    {
        public static int Operands => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<V>(V x, V origin, V mean, V sum) where V : struct, IRegister<T, V> => sum + x;
    }

    private readonly struct Squared : ITerm
    {
        public static int Operands => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<V>(V x, V origin, V mean, V sum) where V : struct, IRegister<T, V> => sum + (x * x);
    }

    private readonly struct Distance : ITerm
    {
        public static int Operands => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<V>(V x, V origin, V mean, V sum) where V : struct, IRegister<T, V> => sum + (x - origin);
    }

    private readonly struct SquaredDistance : ITerm
    {
        public static int Operands => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<V>(V x, V origin, V mean, V sum) where V : struct, IRegister<T, V>
        {
            var distance = x - origin - mean;
            return sum + (distance * distance);
        }
    }
}
