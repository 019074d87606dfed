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
    private const int MostBlocksWithLanes = 16;

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
    public static bool HasLanes(int length) => length >= ShortBlockLength && length <= MostBlocksWithLanes * BlockLength;

    /// <summary>Whether a line has whole blocks, of four registers of lanes each.</summary>
    public static bool HasBlocks(int length) => length >= ShortBlocks * BlockLength;

    /// <summary>The lanes of Σ (x - origin) from one on, of which a register holds as many as it has elements, for a line that has them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LanesOfDistances<V>(ReadOnlySpan<T> x, T origin, nuint lane) where V : struct, IRegister<T, V> =>
        HasBlocks(x.Length) ? LaneSumsOfBlocks<Distance, V>(x, new Distance(origin), lane) : LaneSums<Distance, V>(x, new Distance(origin), lane);

    /// <summary>The lanes of Σ (x - origin - mean)², likewise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LanesOfSquares<V>(ReadOnlySpan<T> x, T origin, T mean, nuint lane) where V : struct, IRegister<T, V> =>
        HasBlocks(x.Length)
            ? LaneSumsOfBlocks<SquaredDistance, V>(x, new SquaredDistance(origin, mean), lane)
            : LaneSums<SquaredDistance, V>(x, new SquaredDistance(origin, mean), lane);

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
        if (!HasBlocks(x.Length))
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

    // At least one part.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LaneSums<TTerm, V>(ReadOnlySpan<T> x, in TTerm term, nuint lane) where TTerm : struct, ISumTerm<T> where V : struct, IRegister<T, V>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var (length, lanes) = ((nuint)x.Length, (nuint)ShortBlockLength);
        var whole = length - (length % lanes);
        var sum = V.Repeat(T.Zero);
        for (var place = lane; place < whole; place += lanes)
            sum = term.Add(V.Load(in first, place), sum);
        if (whole == length)
            return sum;
        return sum + Last<TTerm, V>(in first, term, length, length - whole, lane);
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
        var (i, length, part) = (whole, (nuint)x.Length, (nuint)ShortBlockLength);
        for (; i + part <= length; i += part)
        {
            for (nuint lane = 0; lane < part; lane += width)
                term.Add(V.Load(in first, i + lane), V.Load(in sums, i - whole + lane)).Store(ref sums, i - whole + lane);
        }
        for (nuint lane = 0; i < length && lane < part; lane += width)
            (V.Load(in sums, i - whole + lane) + Last<TTerm, V>(in first, term, length, length - i, lane)).Store(ref sums, i - whole + lane);
        return Lanes64<T>.Add<V>(lanes);
    }

    // The lanes of which those of a block consist, 16 of 64, added by halves; each has the same terms in the same order as there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LaneSumsOfBlocks<TTerm, V>(ReadOnlySpan<T> x, in TTerm term, nuint lane) where TTerm : struct, ISumTerm<T> where V : struct, IRegister<T, V>
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        var (length, part) = ((nuint)x.Length, (nuint)ShortBlockLength);
        var block = 4 * part;
        var whole = length - (length % block);
        var (s0, s1, s2, s3) = (V.Repeat(T.Zero), V.Repeat(T.Zero), V.Repeat(T.Zero), V.Repeat(T.Zero));
        var place = lane;
        for (; place < whole; place += block)
        {
            s0 = term.Add(V.Load(in first, place), s0);
            s1 = term.Add(V.Load(in first, place + part), s1);
            s2 = term.Add(V.Load(in first, place + (2 * part)), s2);
            s3 = term.Add(V.Load(in first, place + (3 * part)), s3);
        }
        if (whole == length)
            return s0 + s2 + (s1 + s3);
        var parts = (length - whole) / part;
        if (parts > 0)
            s0 = term.Add(V.Load(in first, place), s0);
        if (parts > 1)
            s1 = term.Add(V.Load(in first, place + part), s1);
        if (parts > 2)
            s2 = term.Add(V.Load(in first, place + (2 * part)), s2);
        var last = Last<TTerm, V>(in first, term, length, length % part, lane);
        switch (parts)
        {
            case 0:
                s0 += last;
                break;
            case 1:
                s1 += last;
                break;
            case 2:
                s2 += last;
                break;
            default:
                s3 += last;
                break;
        }
        return s0 + s2 + (s1 + s3);
    }

    // What is left after the last whole part of as many elements as 64 bytes have ends a part of which only that counts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Last<TTerm, V>(ref readonly T first, in TTerm term, nuint length, nuint count, nuint lane)
        where TTerm : struct, ISumTerm<T> where V : struct, IRegister<T, V> =>
        V.And(term.Add(V.Load(in first, length - (nuint)ShortBlockLength + lane), V.Repeat(T.Zero)), Lanes64<T>.Last<V>(count, lane));

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
