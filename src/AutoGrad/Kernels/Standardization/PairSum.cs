using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Standardization;

/// <summary>
/// Two sums of adjacent elements in one pass, Σ u and Σ u·(x - m), in an order that only their number decides, as in <see cref="LineSum{T}"/>: an
/// element goes to the lane that its place is within a block, the lanes are added by halves, and long lines are halved.
/// </summary>
internal static class PairSum<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlocksPerChunk = 64;

    private static int BlockLength => 2 * Lanes64<T>.Count;

    /// <summary>Σ u and Σ u·(x - m), or of u·scale in the place of u where there are scales; 0 where there are no elements.</summary>
    public static (T Sum, T Products) Of(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> scale, T m)
    {
        if (scale.IsEmpty)
            return Of<Plain>(x, u, scale, m);
        return Of<Scaled>(x, u, scale, m);
    }

    private static (T Sum, T Products) Of<TWeight>(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> scale, T m) where TWeight : struct, IWeight
    {
        if (Vector512.IsHardwareAccelerated)
            return Halves<TWeight, Register512<T>>(x, u, scale, m);
        if (Vector256.IsHardwareAccelerated)
            return Halves<TWeight, Register256<T>>(x, u, scale, m);
        return Vector128.IsHardwareAccelerated ? Halves<TWeight, Register128<T>>(x, u, scale, m) : Halves<TWeight, Register1<T>>(x, u, scale, m);
    }

    private static (T Sum, T Products) Halves<TWeight, V>(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> scale, T m)
        where TWeight : struct, IWeight where V : struct, IRegister<T, V>
    {
        var chunk = BlocksPerChunk * BlockLength;
        if (x.Length <= chunk)
            return Blocks<TWeight, V>(x, u[..x.Length], scale, m);
        var half = ((x.Length / 2) + chunk - 1) / chunk * chunk;
        var (a, b) = Halves<TWeight, V>(x[..half], u[..half], TWeight.IsScaled ? scale[..half] : scale, m);
        var (c, d) = Halves<TWeight, V>(x[half..], u[half..], TWeight.IsScaled ? scale[half..] : scale, m);
        return (a + c, b + d);
    }

    // The lanes are all written before they are read. Elements and scales are as many as x has.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (T Sum, T Products) Blocks<TWeight, V>(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> scale, T m)
        where TWeight : struct, IWeight where V : struct, IRegister<T, V>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var weight = ref MemoryMarshal.GetReference(u);
        ref var factor = ref MemoryMarshal.GetReference(TWeight.IsScaled ? scale[..x.Length] : scale);
        Span<T> lanes = stackalloc T[2 * BlockLength];
        ref var sums = ref lanes[0];
        var (length, block, width) = ((nuint)x.Length, (nuint)BlockLength, (nuint)V.Count);
        var whole = length / block * block;
        var (mean, zero) = (V.Repeat(m), V.Repeat(T.Zero));
        for (nuint lane = 0; lane < block; lane += 2 * width)
        {
            var (s0, s1, p0, p1) = (zero, zero, zero, zero);
            for (var place = lane; place < whole; place += block)
            {
                var u0 = TWeight.At(V.Load(in weight, place), ref factor, place);
                var u1 = TWeight.At(V.Load(in weight, place + width), ref factor, place + width);
                s0 += u0;
                s1 += u1;
                p0 += u0 * (V.Load(in first, place) - mean);
                p1 += u1 * (V.Load(in first, place + width) - mean);
            }
            s0.Store(ref sums, lane);
            s1.Store(ref sums, lane + width);
            p0.Store(ref sums, block + lane);
            p1.Store(ref sums, block + lane + width);
        }
        var i = whole;
        for (; i + width <= length; i += width)
            AddAt<TWeight, V>(in first, in weight, ref factor, mean, i, ref sums, i - whole, block);
        for (; i < length; i++)
            AddAt<TWeight, Register1<T>>(in first, in weight, ref factor, Register1<T>.Repeat(m), i, ref sums, i - whole, block);
        return (Lanes64<T>.Add<V>(lanes[..BlockLength]), Lanes64<T>.Add<V>(lanes[BlockLength..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddAt<TWeight, V>(
        ref readonly T x, ref readonly T u, ref T scale, V mean, nuint place, ref T sums, nuint lane, nuint block)
        where TWeight : struct, IWeight where V : struct, IRegister<T, V>
    {
        var value = TWeight.At(V.Load(in u, place), ref scale, place);
        (V.Load(in sums, lane) + value).Store(ref sums, lane);
        (V.Load(in sums, block + lane) + (value * (V.Load(in x, place) - mean))).Store(ref sums, block + lane);
    }

    private interface IWeight
    {
        static abstract bool IsScaled { get; }

        static abstract V At<V>(V u, ref T scale, nuint place) where V : struct, IRegister<T, V>;
    }

    private readonly struct Plain : IWeight
    {
        public static bool IsScaled => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V At<V>(V u, ref T scale, nuint place) where V : struct, IRegister<T, V> => u;
    }

    private readonly struct Scaled : IWeight
    {
        public static bool IsScaled => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V At<V>(V u, ref T scale, nuint place) where V : struct, IRegister<T, V> => u * V.Load(in scale, place);
    }
}
