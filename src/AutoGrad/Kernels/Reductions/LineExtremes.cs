using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>The largest and the smallest of adjacent elements, of which there is at least one; NaN where one is, and of zeros +0 is the larger.</summary>
internal static class LineExtremes<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static T Max(ReadOnlySpan<T> x) => InWidest<Largest>(x);

    public static T Min(ReadOnlySpan<T> x) => InWidest<Smallest>(x);

    /// <summary>The largest element, where none is NaN; of zeros, any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MaxOfNumbers<V>(ReadOnlySpan<T> x) where V : struct, IRegister<T, V> =>
        x.Length < V.Count ? Careful<Largest>(x) : Largest.Lane(Lanes<Largest, V>(x, false, out _));

    /// <summary>The largest elements, lane by lane, of at least as many elements as a register has, where none is NaN; of zeros, any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LanesOfNumbers<V>(ReadOnlySpan<T> x) where V : struct, IRegister<T, V> => Lanes<Largest, V>(x, false, out _);

    private static T InWidest<TChoice>(ReadOnlySpan<T> x) where TChoice : struct, IChoice
    {
        if (Vector512.IsHardwareAccelerated && x.Length >= Vector512<T>.Count)
            return In<TChoice, Register512<T>>(x);
        if (Vector256.IsHardwareAccelerated && x.Length >= Vector256<T>.Count)
            return In<TChoice, Register256<T>>(x);
        return Vector128.IsHardwareAccelerated && x.Length >= Vector128<T>.Count ? In<TChoice, Register128<T>>(x) : Careful<TChoice>(x);
    }

    // The hardware's choice between two numbers is not ours between zeros, nor beside a NaN.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T In<TChoice, V>(ReadOnlySpan<T> x) where TChoice : struct, IChoice where V : struct, IRegister<T, V>
    {
        var best = TChoice.Lane(Lanes<TChoice, V>(x, true, out var areFinite));
        return best == T.Zero || !areFinite ? Careful<TChoice>(x) : best;
    }

    private static T Careful<TChoice>(ReadOnlySpan<T> x) where TChoice : struct, IChoice => TChoice.Of(x);

    // In four registers, so that none waits for the one before. The last one read ends with the line: what it has a second time does not count.
    // The sum of the products with 0 is 0, but NaN where an element is infinite or NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Lanes<TChoice, V>(ReadOnlySpan<T> x, bool asksForFinite, out bool areFinite) where TChoice : struct, IChoice where V : struct, IRegister<T, V>
    {
        var (length, width) = ((nuint)x.Length, (nuint)V.Count);
        ref var first = ref MemoryMarshal.GetReference(x);
        var nothing = V.Repeat(T.Zero);
        var a = V.Load(in first, length - width);
        var z = a * nothing;
        var (b, c, d, w) = (a, a, a, z);
        nuint i = 0;
        for (; i + (4 * width) <= length; i += 4 * width)
        {
            var (x0, x1) = (V.Load(in first, i), V.Load(in first, i + width));
            var (x2, x3) = (V.Load(in first, i + (2 * width)), V.Load(in first, i + (3 * width)));
            (a, b, c, d) = (TChoice.Of(a, x0), TChoice.Of(b, x1), TChoice.Of(c, x2), TChoice.Of(d, x3));
            if (!asksForFinite)
                continue;
            z = V.MultiplyAdd(x0, nothing, V.MultiplyAdd(x1, nothing, z));
            w = V.MultiplyAdd(x2, nothing, V.MultiplyAdd(x3, nothing, w));
        }
        for (; i + width <= length; i += width)
        {
            var next = V.Load(in first, i);
            a = TChoice.Of(a, next);
            if (asksForFinite)
                z = V.MultiplyAdd(next, nothing, z);
        }
        areFinite = asksForFinite && V.AllLess(V.Repeat(-T.One), z + w);
        return TChoice.Of(TChoice.Of(a, b), TChoice.Of(c, d));
    }

    private interface IChoice
    {
        static abstract T Of(ReadOnlySpan<T> x);

        static abstract V Of<V>(V a, V b) where V : struct, IRegister<T, V>;

        static abstract T Lane<V>(V a) where V : struct, IRegister<T, V>;
    }

    private readonly struct Largest : IChoice
    {
        public static T Of(ReadOnlySpan<T> x) => TensorPrimitives.Max(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b) where V : struct, IRegister<T, V> => V.AtLeast(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Lane<V>(V a) where V : struct, IRegister<T, V> => V.MaxLanes(a);
    }

    private readonly struct Smallest : IChoice
    {
        public static T Of(ReadOnlySpan<T> x) => TensorPrimitives.Min(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Of<V>(V a, V b) where V : struct, IRegister<T, V> => V.AtMost(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Lane<V>(V a) where V : struct, IRegister<T, V> => V.MinLanes(a);
    }
}
