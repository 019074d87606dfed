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
    private const int RowsAtATime = 8;

    /// <summary>y += x for each row, which begin so far apart.</summary>
    public static void Add(ReadOnlySpan<T> x, int stride, int rows, Span<T> y) => Run<Plain>(x, stride, rows, default, default, y);

    /// <summary>y += x² for each row.</summary>
    public static void AddSquares(ReadOnlySpan<T> x, int stride, int rows, Span<T> y) => Run<Squared>(x, stride, rows, default, default, y);

    /// <summary>y += x - origins for each row.</summary>
    public static void AddDistances(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, Span<T> y) =>
        Run<Distance>(x, stride, rows, origins, default, y);

    /// <summary>y += (x - origins - means)² for each row; meanwhile, the elements so far ahead, if any, are brought into the second cache.</summary>
    public static void AddSquares(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y, int ahead = 0)
    {
        if (ahead > 0)
            Run<SquaredDistanceWithNext>(x, stride, rows, origins, means, y, ahead);
        else
            Run<SquaredDistance>(x, stride, rows, origins, means, y);
    }

    private static void Run<TTerm>(ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y, int ahead = 0)
        where TTerm : struct, ITerm
    {
        for (var first = 0; first < rows; first += RowsAtATime)
        {
            var count = Math.Min(RowsAtATime, rows - first);
            // What the loops read lies within these.
            var from = x.Slice(first * stride, ((count - 1) * stride) + y.Length);
            nuint place = 0;
            if (Vector512.IsHardwareAccelerated)
                place = Run<TTerm, Register512<T>>(from, stride, count, origins, means, y, place, ahead);
            if (Vector256.IsHardwareAccelerated)
                place = Run<TTerm, Register256<T>>(from, stride, count, origins, means, y, place, ahead);
            if (Vector128.IsHardwareAccelerated)
                place = Run<TTerm, Register128<T>>(from, stride, count, origins, means, y, place, ahead);
            Run<TTerm, Register1<T>>(from, stride, count, origins, means, y, place, ahead);
        }
    }

    // The registers that are full from a place on; gives the place of the first element that fills none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Run<TTerm, V>(
        ReadOnlySpan<T> x, int stride, int rows, ReadOnlySpan<T> origins, ReadOnlySpan<T> means, Span<T> y, nuint place, int ahead)
        where TTerm : struct, ITerm
        where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var origin = ref MemoryMarshal.GetReference(TTerm.Operands > 0 ? origins[..y.Length] : origins);
        ref var mean = ref MemoryMarshal.GetReference(TTerm.Operands > 1 ? means[..y.Length] : means);
        ref var target = ref MemoryMarshal.GetReference(y);
        for (; place + (nuint)V.Count <= (nuint)y.Length; place += (nuint)V.Count)
        {
            var sum = V.Load(in target, place);
            var o = TTerm.Operands > 0 ? V.Load(in origin, place) : default;
            var m = TTerm.Operands > 1 ? V.Load(in mean, place) : default;
            var from = place;
            for (var row = 0; row < rows; row++, from += (nuint)stride)
            {
                // What has means has been read before.
                if (TTerm.Operands < 2)
                    Prefetching.At<T, V>(in source, from + (nuint)(rows * stride));
                else if (TTerm.AsksForNext)
                    Prefetching.IntoSecondAt<T, V>(in source, from + (nuint)ahead);
                sum = TTerm.Add(V.Load(in source, from), o, m, sum);
            }
            sum.Store(ref target, place);
        }
        return place;
    }

    private interface ITerm
    {
        static abstract int Operands { get; }

        static virtual bool AsksForNext => false;

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

    private readonly struct SquaredDistanceWithNext : ITerm
    {
        public static int Operands => 2;

        public static bool AsksForNext => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Add<V>(V x, V origin, V mean, V sum) where V : struct, IRegister<T, V> => SquaredDistance.Add(x, origin, mean, sum);
    }
}
