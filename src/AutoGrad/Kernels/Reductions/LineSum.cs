using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums of adjacent elements, in an order that only their number decides, whatever the width of the registers: an element goes to the lane
/// that its place is within a block, some blocks for themselves and then these with each other, and the lanes are then added by halves. Long lines
/// are halved, down to some such chunks, so that the error of the sum of n elements grows with log n.
/// </summary>
internal static class LineSum<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlocksPerChunk = 32;
    private const int ChunksTogether = 32;
    private const int ShortBlocks = 4;

    private static int BlockLength => 256 / Unsafe.SizeOf<T>();

    // Blocks of short lines are shorter, so that there are some.
    private static int ShortBlockLength => Lanes64<T>.Count;

    /// <summary>Σ x; 0 where there are no elements.</summary>
    public static T Sum(ReadOnlySpan<T> x) => Sum(x, default(Plain));

    /// <summary>Σ x²; 0 where there are no elements.</summary>
    public static T SumOfSquares(ReadOnlySpan<T> x) => Sum(x, default(Squared));

    /// <summary>Σ (x - origin); 0 where there are no elements.</summary>
    public static T SumOfDistances(ReadOnlySpan<T> x, T origin) => Sum(x, new Distance(origin));

    /// <summary>Σ (x - origin - mean)²; 0 where there are no elements.</summary>
    public static T SumOfSquares(ReadOnlySpan<T> x, T origin, T mean) => Sum(x, new SquaredDistance(origin, mean));

    /// <summary>Whether the lanes of a line, added by halves, are its sum: it has a block of 64 bytes at least, and is not long.</summary>
    public static bool HasLanes(int length) => length >= ShortBlockLength && length < ShortBlocks * BlockLength;

    /// <summary>The lanes of Σ (x - origin) from one on, of which a register holds as many as it has elements, for a line that has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LanesOfDistances<V>(ReadOnlySpan<T> x, T origin, nuint lane) where V : struct, IRegister<T, V> =>
        LaneSums<Distance, V>(x, new Distance(origin), lane);

    /// <summary>The lanes of Σ (x - origin - mean)², likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LanesOfSquares<V>(ReadOnlySpan<T> x, T origin, T mean, nuint lane) where V : struct, IRegister<T, V> =>
        LaneSums<SquaredDistance, V>(x, new SquaredDistance(origin, mean), lane);

    private static T Sum<TTerm>(ReadOnlySpan<T> x, in TTerm term) where TTerm : struct, ISumTerm<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return Halves<TTerm, Register512<T>>(x, term);
        if (Vector256.IsHardwareAccelerated)
            return Halves<TTerm, Register256<T>>(x, term);
        return Vector128.IsHardwareAccelerated ? Halves<TTerm, Register128<T>>(x, term) : Halves<TTerm, Register1<T>>(x, term);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Halves<TTerm, V>(ReadOnlySpan<T> x, in TTerm term) where TTerm : struct, ISumTerm<T> where V : struct, IRegister<T, V>
    {
        if (x.Length < ShortBlocks * BlockLength)
            return x.Length < ShortBlockLength ? OneByOne(x, term)
                : V.Count == ShortBlockLength ? V.AddLanes(LaneSums<TTerm, V>(x, term, 0)) : Short<TTerm, V>(x, term);
        var most = ChunksTogether * BlocksPerChunk * BlockLength;
        if (x.Length <= most)
            return Blocks<TTerm, V>(x, term);
        var half = ((x.Length / 2) + most - 1) / most * most;
        return Halves<TTerm, V>(x[..half], term) + Halves<TTerm, V>(x[half..], term);
    }

    private static T OneByOne<TTerm>(ReadOnlySpan<T> x, in TTerm term) where TTerm : struct, ISumTerm<T>
    {
        Span<T> sum = stackalloc T[1];
        var total = Register1<T>.Repeat(T.Zero);
        foreach (ref readonly var value in x)
            total = term.Add(Register1<T>.Load(in value, 0), total);
        total.Store(ref sum[0], 0);
        return sum[0];
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Short<TTerm, V>(ReadOnlySpan<T> x, in TTerm term) where TTerm : struct, ISumTerm<T> where V : struct, IRegister<T, V>
    {
        Span<T> sums = stackalloc T[ShortBlockLength];
        for (var lane = 0; lane < sums.Length; lane += V.Count)
            LaneSums<TTerm, V>(x, term, (nuint)lane).Store(ref sums[0], (nuint)lane);
        return Lanes64<T>.Add<V>(sums);
    }

    // At least one block of as many elements as 64 bytes have. What is left after the last whole one ends a block of which only that counts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LaneSums<TTerm, V>(ReadOnlySpan<T> x, in TTerm term, nuint lane) where TTerm : struct, ISumTerm<T> where V : struct, IRegister<T, V>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var (length, lanes) = ((nuint)x.Length, (nuint)ShortBlockLength);
        var whole = length - (length % lanes);
        var zero = V.Repeat(T.Zero);
        var sum = zero;
        for (var place = lane; place < whole; place += lanes)
            sum = term.Add(V.Load(in first, place), sum);
        if (whole == length)
            return sum;
        return sum + V.And(term.Add(V.Load(in first, length - lanes + lane), zero), Lanes64<T>.Last<V>(length - whole, lane));
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Blocks<TTerm, V>(ReadOnlySpan<T> x, in TTerm term) where TTerm : struct, ISumTerm<T> where V : struct, IRegister<T, V>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        Span<T> lanes = stackalloc T[BlockLength];
        lanes.Clear();
        ref var sums = ref lanes[0];
        var (block, width) = ((nuint)BlockLength, (nuint)V.Count);
        var whole = (nuint)x.Length / block * block;
        for (nuint start = 0; start < whole; start += BlocksPerChunk * block)
        {
            var end = Math.Min(start + (BlocksPerChunk * block), whole);
            // Four registers at a time; what is wider than they are is read again, from the first cache.
            for (nuint lane = 0; lane < block; lane += 4 * width)
            {
                var (s0, s1, s2, s3) = (V.Repeat(T.Zero), V.Repeat(T.Zero), V.Repeat(T.Zero), V.Repeat(T.Zero));
                for (var place = start + lane; place < end; place += block)
                {
                    s0 = term.Add(V.Load(in first, place), s0);
                    s1 = term.Add(V.Load(in first, place + width), s1);
                    s2 = term.Add(V.Load(in first, place + (2 * width)), s2);
                    s3 = term.Add(V.Load(in first, place + (3 * width)), s3);
                }
                (V.Load(in sums, lane) + s0).Store(ref sums, lane);
                (V.Load(in sums, lane + width) + s1).Store(ref sums, lane + width);
                (V.Load(in sums, lane + (2 * width)) + s2).Store(ref sums, lane + (2 * width));
                (V.Load(in sums, lane + (3 * width)) + s3).Store(ref sums, lane + (3 * width));
            }
        }
        var i = whole;
        for (; i + width <= (nuint)x.Length; i += width)
            term.Add(V.Load(in first, i), V.Load(in sums, i - whole)).Store(ref sums, i - whole);
        for (; i < (nuint)x.Length; i++)
            term.Add(Register1<T>.Load(in first, i), Register1<T>.Load(in sums, i - whole)).Store(ref sums, i - whole);
        return Lanes64<T>.Add<V>(lanes);
    }

    private readonly struct Plain : ISumTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Add<V>(V x, V sum) where V : struct, IRegister<T, V> => sum + x;
    }

    private readonly struct Squared : ISumTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Add<V>(V x, V sum) where V : struct, IRegister<T, V> => sum + (x * x);
    }

    private readonly struct Distance(T origin) : ISumTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Add<V>(V x, V sum) where V : struct, IRegister<T, V> => sum + (x - V.Repeat(origin));
    }

    private readonly struct SquaredDistance(T origin, T mean) : ISumTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Add<V>(V x, V sum) where V : struct, IRegister<T, V>
        {
            var distance = x - V.Repeat(origin) - V.Repeat(mean);
            return sum + (distance * distance);
        }
    }
}
