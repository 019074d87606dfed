using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Standardization;

/// <summary>
/// Adds rows to two rows of sums in one pass, Σ u and Σ u·(x - m), one row after the other for each element: some at a time, so that the sums stay in
/// registers while memory is read nearly in order.
/// </summary>
internal static class PairRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int RowsAtATime = 4;

    /// <summary>sums += u and products += u·(x - m) for each row, where each column has its m.</summary>
    public static void Add(ReadOnlySpan<T> x, ReadOnlySpan<T> u, int stride, int rows, ReadOnlySpan<T> m, Span<T> sums, Span<T> products) =>
        Run<OfColumns>(x, u, stride, rows, m, default, sums, products);

    /// <summary>sums += u and products += u·((x - m)·r) for each row, which has its own m and r.</summary>
    public static void Add(
        ReadOnlySpan<T> x, ReadOnlySpan<T> u, int stride, int rows, ReadOnlySpan<T> m, ReadOnlySpan<T> r, Span<T> sums, Span<T> products) =>
        Run<OfRows>(x, u, stride, rows, m, r, sums, products);

    private static void Run<TMean>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> u, int stride, int rows, ReadOnlySpan<T> m, ReadOnlySpan<T> r, Span<T> sums, Span<T> products)
        where TMean : struct, IMean
    {
        for (var first = 0; first < rows; first += RowsAtATime)
        {
            var count = Math.Min(RowsAtATime, rows - first);
            // What the loops read lies within these.
            var length = ((count - 1) * stride) + sums.Length;
            var a = x.Slice(first * stride, length);
            var b = u.Slice(first * stride, length);
            var means = TMean.IsOfRows ? m.Slice(first, count) : m[..sums.Length];
            var rates = TMean.IsOfRows ? r.Slice(first, count) : r;
            nuint place = 0;
            if (Vector512.IsHardwareAccelerated)
                place = Run<TMean, Register512<T>>(a, b, stride, count, means, rates, sums, products, place);
            if (Vector256.IsHardwareAccelerated)
                place = Run<TMean, Register256<T>>(a, b, stride, count, means, rates, sums, products, place);
            if (Vector128.IsHardwareAccelerated)
                place = Run<TMean, Register128<T>>(a, b, stride, count, means, rates, sums, products, place);
            Run<TMean, Register1<T>>(a, b, stride, count, means, rates, sums, products, place);
        }
    }

    // The registers that are full from a place on; gives the place of the first element that fills none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Run<TMean, V>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> u, int stride, int rows, ReadOnlySpan<T> m, ReadOnlySpan<T> r, Span<T> sums, Span<T> products, nuint place)
        where TMean : struct, IMean
        where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var weight = ref MemoryMarshal.GetReference(u);
        ref var mean = ref MemoryMarshal.GetReference(m);
        ref var rate = ref MemoryMarshal.GetReference(r);
        ref var target = ref MemoryMarshal.GetReference(sums);
        ref var product = ref MemoryMarshal.GetReference(products[..sums.Length]);
        for (; place + (nuint)V.Count <= (nuint)sums.Length; place += (nuint)V.Count)
        {
            var (s, p) = (V.Load(in target, place), V.Load(in product, place));
            var ofColumn = TMean.IsOfRows ? default : V.Load(in mean, place);
            var from = place;
            for (nuint row = 0; row < (nuint)rows; row++, from += (nuint)stride)
            {
                Prefetching.At<T, V>(in source, from + (nuint)(rows * stride));
                Prefetching.At<T, V>(in weight, from + (nuint)(rows * stride));
                var value = V.Load(in weight, from);
                var distance = TMean.IsOfRows
                    ? (V.Load(in source, from) - V.Repeat(Unsafe.Add(ref mean, row))) * V.Repeat(Unsafe.Add(ref rate, row))
                    : V.Load(in source, from) - ofColumn;
                s += value;
                p += value * distance;
            }
            s.Store(ref target, place);
            p.Store(ref product, place);
        }
        return place;
    }

    private interface IMean
    {
        static abstract bool IsOfRows { get; }
    }

    private readonly struct OfColumns : IMean
    {
        public static bool IsOfRows => false;
    }

    private readonly struct OfRows : IMean
    {
        public static bool IsOfRows => true;
    }
}
