using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>
/// Computes each element of some lines with what belongs to its line. The lines lie one after the other, and each fills a block of 64 bytes at least;
/// they are written in whole blocks, from where memory is aligned on, some of which have the end of a line and the beginning of the next: so they can
/// be written past the caches, too.
/// </summary>
internal static unsafe class LineResults<T, V> where T : unmanaged, IFloatingPointIeee754<T> where V : struct, IRegister<T, V>
{
    private const int BlockBytes = 64;

    private static readonly T[] Places = [.. Enumerable.Range(0, Lanes64<T>.Count).Select(T.CreateTruncating)];

    /// <summary>y = x·a for each element; y may be x.</summary>
    public static void Multiply(T* x, T* y, nint length, int count, ReadOnlySpan<T> a, bool isStreamed)
    {
        if (isStreamed)
            Run<Product, PastCaches>(x, y, length, count, a, a);
        else
            Run<Product, IntoCaches>(x, y, length, count, a, a);
    }

    /// <summary>y = x - a - b for each element.</summary>
    public static void Subtract(T* x, T* y, nint length, int count, ReadOnlySpan<T> a, ReadOnlySpan<T> b, bool isStreamed)
    {
        if (isStreamed)
            Run<Difference, PastCaches>(x, y, length, count, a, b);
        else
            Run<Difference, IntoCaches>(x, y, length, count, a, b);
    }

    // What is read and written lies between the beginning of the first line and the end of the last: a register that begins before the end of a line
    // ends before that of the next.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TResult, TStore>(T* x, T* y, nint length, int count, ReadOnlySpan<T> first, ReadOnlySpan<T> second)
        where TResult : struct, IResult
        where TStore : struct, IStore
    {
        var place = Math.Min((-(nint)y & (BlockBytes - 1)) / sizeof(T), length);
        One<TResult>(x, y, 0, place, first[0], second[0]);
        var places = V.Load(in Places[0], 0);
        nint end = 0;
        for (var line = 0; line < count; line++)
        {
            end += length;
            var (a, b) = (V.Repeat(first[line]), V.Repeat(second[line]));
            for (; place <= end - V.Count; place += V.Count)
                TStore.Store(TResult.Of(V.Load(in x[place], 0), a, b), y + place);
            if (place < end && line < count - 1)
            {
                var left = V.Repeat(T.CreateTruncating(end - place));
                a = V.WhereGreater(left, places, a, V.Repeat(first[line + 1]));
                b = V.WhereGreater(left, places, b, V.Repeat(second[line + 1]));
                TStore.Store(TResult.Of(V.Load(in x[place], 0), a, b), y + place);
                place += V.Count;
            }
        }
        One<TResult>(x, y, place, end, first[count - 1], second[count - 1]);
    }

    private static void One<TResult>(T* x, T* y, nint place, nint end, T first, T second) where TResult : struct, IResult
    {
        for (; place < end; place++)
            TResult.Of(Register1<T>.Repeat(x[place]), Register1<T>.Repeat(first), Register1<T>.Repeat(second)).Store(ref y[place], 0);
    }

    private interface IStore
    {
        static abstract void Store(V value, T* y);
    }

    private readonly struct IntoCaches : IStore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(V value, T* y) => value.Store(ref *y, 0);
    }

    private readonly struct PastCaches : IStore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Store(V value, T* y) => value.StorePastCaches(y);
    }

    private interface IResult
    {
        static abstract TRegister Of<TRegister>(TRegister x, TRegister a, TRegister b) where TRegister : struct, IRegister<T, TRegister>;
    }

    private readonly struct Product : IResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TRegister Of<TRegister>(TRegister x, TRegister a, TRegister b) where TRegister : struct, IRegister<T, TRegister> => x * a;
    }

    private readonly struct Difference : IResult
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TRegister Of<TRegister>(TRegister x, TRegister a, TRegister b) where TRegister : struct, IRegister<T, TRegister> => x - a - b;
    }
}
