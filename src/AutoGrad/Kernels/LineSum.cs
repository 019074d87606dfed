using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>
/// Sums of adjacent elements, in an order that only their number decides, whatever the width of the registers: an element goes to the lane
/// that its place is within a block, and the lanes are then added by halves. Long lines are halved, down to a chunk, so that the error of
/// the sum of n elements grows with log n.
/// </summary>
internal static unsafe class LineSum<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int BlocksPerChunk = 32;
    private const int ShortBlocks = 4;

    private static int BlockLength => 256 / sizeof(T);

    /// <summary>Σ x; 0 where there are no elements.</summary>
    public static T Sum(ReadOnlySpan<T> x) => Halves<Plain>(x);

    /// <summary>Σ x²; 0 where there are no elements.</summary>
    public static T SumOfSquares(ReadOnlySpan<T> x) => Halves<Squared>(x);

    private static T Halves<TTerm>(ReadOnlySpan<T> x) where TTerm : struct, ISumTerm<T>
    {
        var chunk = BlocksPerChunk * BlockLength;
        if (x.Length > chunk)
        {
            var half = ((x.Length / 2) + chunk - 1) / chunk * chunk;
            return Halves<TTerm>(x[..half]) + Halves<TTerm>(x[half..]);
        }
        fixed (T* first = x)
            return x.Length < ShortBlocks * BlockLength ? Short<TTerm>(first, x.Length) : Blocks<TTerm>(first, x.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Short<TTerm>(T* x, int length) where TTerm : struct, ISumTerm<T>
    {
        Vector128<T> s0 = default, s1 = default, s2 = default, s3 = default;
        var width = Vector128<T>.Count;
        var i = 0;
        for (; i <= length - (4 * width); i += 4 * width)
        {
            s0 = TTerm.Add<Vector128<T>, Ops128<T>>(Vector128.Load(x + i), s0);
            s1 = TTerm.Add<Vector128<T>, Ops128<T>>(Vector128.Load(x + i + width), s1);
            s2 = TTerm.Add<Vector128<T>, Ops128<T>>(Vector128.Load(x + i + (2 * width)), s2);
            s3 = TTerm.Add<Vector128<T>, Ops128<T>>(Vector128.Load(x + i + (3 * width)), s3);
        }
        for (; i <= length - width; i += width)
            s0 = TTerm.Add<Vector128<T>, Ops128<T>>(Vector128.Load(x + i), s0);
        var sum = AddLanes(s0 + s2 + (s1 + s3));
        for (; i < length; i++)
            sum = TTerm.Add(x[i], sum);
        return sum;
    }

    // The lanes are all written before they are read.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Blocks<TTerm>(T* x, int length) where TTerm : struct, ISumTerm<T>
    {
        var lanes = stackalloc T[BlockLength];
        var blocks = length / BlockLength;
        if (Vector512.IsHardwareAccelerated)
            AddBlocks<TTerm, Vector512<T>, Ops512<T>>(x, blocks, lanes);
        else if (Vector256.IsHardwareAccelerated)
            AddBlocks<TTerm, Vector256<T>, Ops256<T>>(x, blocks, lanes);
        else
            AddBlocks<TTerm, Vector128<T>, Ops128<T>>(x, blocks, lanes);

        var rest = x + (blocks * BlockLength);
        var (i, left) = (0, length % BlockLength);
        for (; i <= left - Vector128<T>.Count; i += Vector128<T>.Count)
            TTerm.Add<Vector128<T>, Ops128<T>>(Vector128.Load(rest + i), Vector128.Load(lanes + i)).Store(lanes + i);
        for (; i < left; i++)
            lanes[i] = TTerm.Add(rest[i], lanes[i]);

        for (var half = BlockLength / 2; half >= Vector128<T>.Count; half /= 2)
        {
            for (i = 0; i < half; i += Vector128<T>.Count)
                (Vector128.Load(lanes + i) + Vector128.Load(lanes + half + i)).Store(lanes + i);
        }
        return AddLanes(Vector128.Load(lanes));
    }

    // Four registers at a time; what is wider than they are is read again, from the first cache.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlocks<TTerm, TVector, TOps>(T* x, int blocks, T* lanes)
        where TTerm : struct, ISumTerm<T>
        where TVector : struct
        where TOps : struct, IVectorOps<T, TVector>
    {
        for (var lane = 0; lane < BlockLength; lane += 4 * TOps.Count)
        {
            TVector s0 = default, s1 = default, s2 = default, s3 = default;
            var from = x + lane;
            for (var block = 0; block < blocks; block++, from += BlockLength)
            {
                s0 = TTerm.Add<TVector, TOps>(TOps.Load(from), s0);
                s1 = TTerm.Add<TVector, TOps>(TOps.Load(from + TOps.Count), s1);
                s2 = TTerm.Add<TVector, TOps>(TOps.Load(from + (2 * TOps.Count)), s2);
                s3 = TTerm.Add<TVector, TOps>(TOps.Load(from + (3 * TOps.Count)), s3);
            }
            TOps.Store(s0, lanes + lane);
            TOps.Store(s1, lanes + lane + TOps.Count);
            TOps.Store(s2, lanes + lane + (2 * TOps.Count));
            TOps.Store(s3, lanes + lane + (3 * TOps.Count));
        }
    }

    private static T AddLanes(Vector128<T> lanes) => sizeof(T) == sizeof(float)
        ? lanes.GetElement(0) + lanes.GetElement(2) + (lanes.GetElement(1) + lanes.GetElement(3))
        : lanes.GetElement(0) + lanes.GetElement(1);

    private readonly struct Plain : ISumTerm<T>
    {
        // The product with 1 is exact, so that fused or not this is the sum.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Add<TVector, TOps>(TVector x, TVector sum)
            where TVector : struct
            where TOps : struct, IVectorOps<T, TVector> => TOps.MultiplyAdd(x, TOps.Broadcast(T.One), sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add(T x, T sum) => sum + x;
    }

    private readonly struct Squared : ISumTerm<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TVector Add<TVector, TOps>(TVector x, TVector sum)
            where TVector : struct
            where TOps : struct, IVectorOps<T, TVector> => TOps.MultiplyAdd(x, x, sum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add(T x, T sum) => sum + (x * x);
    }
}
