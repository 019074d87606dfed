using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// The loops of <see cref="SoftmaxLines"/>, in registers. A sum goes through lanes of 64 bytes: an element to the lane that its place is within a
/// block of so many, and the lanes are then added by halves. So registers of every width give the same bits.
/// </summary>
internal static class SoftmaxRegisters<T, TExponential>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TExponential : struct, INegativeExponential<T>
{
    // So many elements are added lane by lane: to more of them, error would add up.
    private const int TileLength = 1024;

    /// <summary>Lines of a length, which lie one after the other in x, into y: as many elements, or one for each line.</summary>
    public static void Lines(ReadOnlySpan<T> x, Span<T> y, int length, SoftmaxKind kind, LineMemory memory)
    {
        if (Vector512.IsHardwareAccelerated)
            Lines<Register512<T>>(x, y, length, kind, memory);
        else if (Vector256.IsHardwareAccelerated)
            Lines<Register256<T>>(x, y, length, kind, memory);
        else if (Vector128.IsHardwareAccelerated)
            Lines<Register128<T>>(x, y, length, kind, memory);
        else
            Lines<Register1<T>>(x, y, length, kind, memory);
    }

    /// <summary>The largest element m of a line, and Σ exp(x - m).</summary>
    public static (T Max, T Sum) Statistics(ReadOnlySpan<T> x)
    {
        if (Vector512.IsHardwareAccelerated)
            return Statistics<Register512<T>>(x);
        if (Vector256.IsHardwareAccelerated)
            return Statistics<Register256<T>>(x);
        return Vector128.IsHardwareAccelerated ? Statistics<Register128<T>>(x) : Statistics<Register1<T>>(x);
    }

    /// <summary>The results of a part of a line, of its largest element and its sum.</summary>
    public static void Finish(ReadOnlySpan<T> x, T max, T sum, Span<T> y, SoftmaxKind kind)
    {
        if (Vector512.IsHardwareAccelerated)
            Finish<Register512<T>>(x, max, sum, y, kind);
        else if (Vector256.IsHardwareAccelerated)
            Finish<Register256<T>>(x, max, sum, y, kind);
        else if (Vector128.IsHardwareAccelerated)
            Finish<Register128<T>>(x, max, sum, y, kind);
        else
            Finish<Register1<T>>(x, max, sum, y, kind);
    }

    /// <summary><see cref="Lines(ReadOnlySpan{T}, Span{T}, int, SoftmaxKind, LineMemory)"/> in registers of one width.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lines<V>(ReadOnlySpan<T> x, Span<T> y, int length, SoftmaxKind kind, LineMemory memory) where V : struct, IRegister<T, V>
    {
        if (length >= Lanes64<T>.Count && length <= TileLength)
        {
            TExponential.Lines<V>(x, y, length, kind, memory);
            return;
        }
        Span<T> scratch = stackalloc T[TileLength];
        Span<T> lanes = stackalloc T[Lanes64<T>.Count];
        for (var (start, line) = (0, 0); start < x.Length; start += length, line++)
        {
            var from = x.Slice(start, length);
            // Beside a NaN the largest number may be found instead: the sum is NaN then.
            var max = LineExtremes<T>.MaxOfNumbers<V>(from);
            if (kind == SoftmaxKind.LogSumExp)
            {
                if (T.IsInfinity(max))
                    y[line] = LineExtremes<T>.Max(from);
                else
                    y[line] = max + T.Log(Sum<V>(from, max, scratch, lanes));
                continue;
            }
            var to = y.Slice(start, length);
            var sum = Sum<V>(from, max, to, lanes);
            if (kind == SoftmaxKind.Softmax)
                Multiply<V>(to, T.One / sum);
            else
                Subtract<V>(from, max, T.Log(sum), to);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (T Max, T Sum) Statistics<V>(ReadOnlySpan<T> x) where V : struct, IRegister<T, V>
    {
        Span<T> scratch = stackalloc T[TileLength];
        Span<T> lanes = stackalloc T[Lanes64<T>.Count];
        var max = LineExtremes<T>.Max(x);
        return (max, Halves<V>(x, max, scratch, lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<V>(ReadOnlySpan<T> x, T max, Span<T> y, Span<T> sums) where V : struct, IRegister<T, V>
    {
        if (x.Length > TileLength)
            return Halves<V>(x, max, y, sums);
        return x.Length < Lanes64<T>.Count ? Short(x, max, y) : Tile<V>(x, max, y, sums);
    }

    // exp(x - max) into y, and their sum: by halves, down to a tile, as its error then grows with the logarithm of the length. Where y has the
    // length of a tile only, each tile overwrites the one before.
    private static T Halves<V>(ReadOnlySpan<T> x, T max, Span<T> y, Span<T> sums) where V : struct, IRegister<T, V>
    {
        if (x.Length <= TileLength)
            return Sum<V>(x, max, y, sums);
        var half = ((x.Length / 2) + TileLength - 1) / TileLength * TileLength;
        var isWhole = y.Length == x.Length;
        return Halves<V>(x[..half], max, isWhole ? y[..half] : y, sums) + Halves<V>(x[half..], max, isWhole ? y[half..] : y, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Short(ReadOnlySpan<T> x, T max, Span<T> y)
    {
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            TExponential.At(Register1<T>.Repeat(x[i] - max)).Store(ref y[i], 0);
            sum += y[i];
        }
        return sum;
    }

    // There is at least one block. What is left after the last whole one ends a block that is computed beside it, of which only that counts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Tile<V>(ReadOnlySpan<T> x, T max, Span<T> y, Span<T> sums) where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y[..x.Length]);
        var (length, lanes) = ((nuint)x.Length, (nuint)Lanes64<T>.Count);
        var whole = length - (length % lanes);
        var largest = V.Repeat(max);
        if (V.Count == Lanes64<T>.Count)
            return V.AddLanes(LaneSums<V>(ref source, largest, ref target, 0, whole, length));
        for (nuint lane = 0; lane < lanes; lane += (nuint)V.Count)
            LaneSums<V>(ref source, largest, ref target, lane, whole, length).Store(ref sums[0], lane);
        return Lanes64<T>.Add<V>(sums);
    }

    // The sums of the lanes from one on, of which a register holds as many as it has elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LaneSums<V>(ref T source, V max, ref T target, nuint lane, nuint whole, nuint length) where V : struct, IRegister<T, V>
    {
        var sum = V.Repeat(T.Zero);
        for (var place = lane; place < whole; place += (nuint)Lanes64<T>.Count)
        {
            var y = TExponential.At(V.Load(in source, place) - max);
            y.Store(ref target, place);
            sum += y;
        }
        if (whole == length)
            return sum;
        var last = length - (nuint)Lanes64<T>.Count + lane;
        var end = TExponential.At(V.Load(in source, last) - max);
        end.Store(ref target, last);
        return sum + V.And(end, Lanes64<T>.Last<V>(length - whole, lane));
    }

    // The last register ends with the line: it is read before any other is written, and gives the same a second time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<V>(Span<T> y, T factor) where V : struct, IRegister<T, V>
    {
        ref var first = ref MemoryMarshal.GetReference(y);
        var (length, width, factors) = ((nuint)y.Length, (nuint)V.Count, V.Repeat(factor));
        if (length < width)
        {
            foreach (ref var value in y)
                value *= factor;
            return;
        }
        var last = V.Load(in first, length - width) * factors;
        for (nuint i = 0; i + width < length; i += width)
            (V.Load(in first, i) * factors).Store(ref first, i);
        last.Store(ref first, length - width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract<V>(ReadOnlySpan<T> x, T max, T log, Span<T> y) where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y[..x.Length]);
        var (length, width, maxima, logs) = ((nuint)x.Length, (nuint)V.Count, V.Repeat(max), V.Repeat(log));
        if (length < width)
        {
            for (var i = 0; i < x.Length; i++)
                y[i] = x[i] - max - log;
            return;
        }
        for (nuint i = 0; i + width < length; i += width)
            (V.Load(in source, i) - maxima - logs).Store(ref target, i);
        (V.Load(in source, length - width) - maxima - logs).Store(ref target, length - width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Finish<V>(ReadOnlySpan<T> x, T max, T sum, Span<T> y, SoftmaxKind kind) where V : struct, IRegister<T, V>
    {
        if (kind == SoftmaxKind.LogSoftmax)
        {
            Subtract<V>(x, max, T.Log(sum), y);
            return;
        }
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y[..x.Length]);
        var factor = T.One / sum;
        nuint i = 0;
        for (; i + (nuint)V.Count <= (nuint)x.Length; i += (nuint)V.Count)
            (TExponential.At(V.Load(in source, i) - V.Repeat(max)) * V.Repeat(factor)).Store(ref target, i);
        for (; i < (nuint)x.Length; i++)
            (TExponential.At(Register1<T>.Load(in source, i) - Register1<T>.Repeat(max)) * Register1<T>.Repeat(factor)).Store(ref target, i);
    }
}
