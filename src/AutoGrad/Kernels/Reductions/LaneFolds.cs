using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// What the lanes of some lines have together: lanes of 64 bytes for each of as many lines, one line's after the other's. All lines are folded at
/// once where the hardware can, as the steps from lane to lane of one line would wait for each other.
/// </summary>
internal static class LaneFolds<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The lines that are folded together, each of as many lanes: the results must be a multiple of so many.</summary>
    public static int Lines => Lanes64<T>.Count;

    /// <summary>The sum of the lanes of each line, by halves. The lanes may be overwritten.</summary>
    public static void Add<V>(Span<T> lanes, Span<T> sums) where V : struct, IRegister<T, V>
    {
        if (V.Count == Lines && Avx512F.IsSupported)
        {
            Transpose<Sum>(lanes, sums);
            return;
        }
        for (var line = 0; line < sums.Length; line++)
            sums[line] = Lanes64<T>.Add<V>(lanes.Slice(line * Lines, Lines));
    }

    /// <summary>The largest of the lanes that a register holds, the first ones of each line, where none is NaN; of zeros, any.</summary>
    public static void Max<V>(Span<T> lanes, Span<T> maxima) where V : struct, IRegister<T, V>
    {
        if (V.Count == Lines && Avx512F.IsSupported)
        {
            Transpose<Largest>(lanes, maxima);
            return;
        }
        for (var line = 0; line < maxima.Length; line++)
            maxima[line] = V.MaxLanes(V.Load(in lanes[line * Lines], 0));
    }

    /// <summary>The smallest of the lanes that a register holds, the first ones of each line, where none is NaN; of zeros, any.</summary>
    public static void Min<V>(Span<T> lanes, Span<T> minima) where V : struct, IRegister<T, V>
    {
        if (V.Count == Lines && Avx512F.IsSupported)
        {
            Transpose<Smallest>(lanes, minima);
            return;
        }
        for (var line = 0; line < minima.Length; line++)
            minima[line] = V.MinLanes(V.Load(in lanes[line * Lines], 0));
    }

    // What is read and written lies within the spans: the slice throws where there are too few lanes.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<TFold>(ReadOnlySpan<T> lanes, Span<T> results) where TFold : struct, IFold
    {
        ref var from = ref MemoryMarshal.GetReference(lanes[..(results.Length * Lines)]);
        ref var to = ref MemoryMarshal.GetReference(results);
        for (var line = 0; line <= results.Length - Lines; line += Lines)
        {
            ref var first = ref Unsafe.Add(ref from, line * Lines);
            var folded = typeof(T) == typeof(float)
                ? Transpose16<TFold>(ref Unsafe.As<T, float>(ref first)).As<float, T>()
                : Transpose8<TFold>(ref Unsafe.As<T, double>(ref first)).As<double, T>();
            folded.StoreUnsafe(ref to, (nuint)line);
        }
    }

    // Each step folds the halves of what two registers have of each line, and leaves a register with both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Transpose16<TFold>(ref float lanes) where TFold : struct, IFold
    {
        var a = Quads<TFold>(ref lanes, 0);
        var b = Quads<TFold>(ref lanes, 1);
        var c = Quads<TFold>(ref lanes, 2);
        var d = Quads<TFold>(ref lanes, 3);
        // In each quarter, two elements of a line i, and two of i + 2.
        var even = TFold.Of(Low(a, c), High(a, c));
        var odd = TFold.Of(Low(b, d), High(b, d));
        var all = TFold.Of(Avx512F.Shuffle(even, odd, 0b10_00_10_00), Avx512F.Shuffle(even, odd, 0b11_01_11_01));
        // The quarters begin with lines 0, 8, 4 and 12, and go on by 2, -1 and 2.
        return Avx512F.PermuteVar16x32(all, Vector512.Create(0, 2, 1, 3, 8, 10, 9, 11, 4, 6, 5, 7, 12, 14, 13, 15));
    }

    // Quarters of 4 elements of the lines i, i + 8, i + 4 and i + 12.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Quads<TFold>(ref float lanes, nuint i) where TFold : struct, IFold
    {
        var (first, second) = (Octets<TFold>(ref lanes, i), Octets<TFold>(ref lanes, i + 4));
        return TFold.Of(Avx512F.Shuffle4x128(first, second, 0b10_00_10_00), Avx512F.Shuffle4x128(first, second, 0b11_01_11_01));
    }

    // Halves of 8 elements of the lines i and i + 8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Octets<TFold>(ref float lanes, nuint i) where TFold : struct, IFold
    {
        var (first, second) = (Vector512.LoadUnsafe(ref lanes, 16 * i), Vector512.LoadUnsafe(ref lanes, 16 * (i + 8)));
        return TFold.Of(Avx512F.Shuffle4x128(first, second, 0b01_00_01_00), Avx512F.Shuffle4x128(first, second, 0b11_10_11_10));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Low(Vector512<float> a, Vector512<float> b) => Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> High(Vector512<float> a, Vector512<float> b) => Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Transpose8<TFold>(ref double lanes) where TFold : struct, IFold
    {
        var (first, second) = (Pairs<TFold>(ref lanes, 0), Pairs<TFold>(ref lanes, 1));
        var all = TFold.Of(Avx512F.UnpackLow(first, second), Avx512F.UnpackHigh(first, second));
        // The quarters begin with lines 0, 4, 2 and 6.
        return Avx512F.Shuffle4x128(all, all, 0b11_01_10_00);
    }

    // Quarters of 2 elements of the lines i, i + 4, i + 2 and i + 6.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Pairs<TFold>(ref double lanes, nuint i) where TFold : struct, IFold
    {
        var (first, second) = (Quads<TFold>(ref lanes, i), Quads<TFold>(ref lanes, i + 2));
        return TFold.Of(Avx512F.Shuffle4x128(first, second, 0b10_00_10_00), Avx512F.Shuffle4x128(first, second, 0b11_01_11_01));
    }

    // Halves of 4 elements of the lines i and i + 4.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Quads<TFold>(ref double lanes, nuint i) where TFold : struct, IFold
    {
        var (first, second) = (Vector512.LoadUnsafe(ref lanes, 8 * i), Vector512.LoadUnsafe(ref lanes, 8 * (i + 4)));
        return TFold.Of(Avx512F.Shuffle4x128(first, second, 0b01_00_01_00), Avx512F.Shuffle4x128(first, second, 0b11_10_11_10));
    }

    private interface IFold
    {
        static abstract Vector512<TElement> Of<TElement>(Vector512<TElement> a, Vector512<TElement> b);
    }

    private readonly struct Sum : IFold
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<TElement> Of<TElement>(Vector512<TElement> a, Vector512<TElement> b) => a + b;
    }

    private readonly struct Largest : IFold
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<TElement> Of<TElement>(Vector512<TElement> a, Vector512<TElement> b) => Vector512.MaxNative(a, b);
    }

    private readonly struct Smallest : IFold
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<TElement> Of<TElement>(Vector512<TElement> a, Vector512<TElement> b) => Vector512.MinNative(a, b);
    }
}
