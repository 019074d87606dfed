using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Standardization;

/// <summary>The loops of <see cref="GroupMap"/>, in the widest registers first and then in narrower ones for what fills none.</summary>
internal static class GroupTerms<T, TTerm> where T : unmanaged, IFloatingPointIeee754<T> where TTerm : struct, IGroupTerm<T>
{
    /// <summary>A run of one group.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="u">Their cotangents, where the term reads them.</param>
    /// <param name="coefficients">Those of the group.</param>
    /// <param name="places">The numbers that belong to places, where there are such: a row of them after the other.</param>
    /// <param name="stride">How far apart the rows are.</param>
    /// <param name="y">The results, as many as there are elements.</param>
    public static void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> coefficients, ReadOnlySpan<T> places, int stride, Span<T> y) =>
        RunAll<Repeated>(x, u, coefficients[..TTerm.Coefficients], 1, places, stride, y);

    /// <summary>A row of elements of many groups, where each has its own coefficients: all first ones, then all second ones.</summary>
    public static void RunRow(ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> coefficients, Span<T> y) =>
        RunAll<OneEach>(x, u, coefficients[..(TTerm.Coefficients * y.Length)], y.Length, default, 0, y);

    private static void RunAll<TSpread>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> coefficients, int next, ReadOnlySpan<T> places, int stride, Span<T> y)
        where TSpread : struct, ISpread
    {
        // What the loops read lies within these.
        x = x[..y.Length];
        u = TTerm.ReadsCotangents ? u[..y.Length] : u;
        places = TTerm.Places > 0 ? places[..(((TTerm.Places - 1) * stride) + y.Length)] : places;
        var (place, end) = ((nuint)0, (nuint)y.Length);
        if (Vector512.IsHardwareAccelerated)
            place = Loop<TSpread, Register512<T>>(x, u, coefficients, next, places, stride, y, place);
        // Most runs are short, and most end here.
        if (place < end && Vector256.IsHardwareAccelerated)
            place = Loop<TSpread, Register256<T>>(x, u, coefficients, next, places, stride, y, place);
        if (place < end && Vector128.IsHardwareAccelerated)
            place = Loop<TSpread, Register128<T>>(x, u, coefficients, next, places, stride, y, place);
        if (place < end)
            Loop<TSpread, Register1<T>>(x, u, coefficients, next, places, stride, y, place);
    }

    // The registers that are full from a place on; gives the place of the first element that fills none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Loop<TSpread, V>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> u, ReadOnlySpan<T> coefficients, int next, ReadOnlySpan<T> places, int stride, Span<T> y, nuint place)
        where TSpread : struct, ISpread where V : struct, IRegister<T, V>
    {
        if (place + (nuint)V.Count > (nuint)y.Length)
            return place;
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var weight = ref MemoryMarshal.GetReference(u);
        ref var target = ref MemoryMarshal.GetReference(y);
        ref var p0 = ref MemoryMarshal.GetReference(places);
        ref var p1 = ref Unsafe.Add(ref p0, TTerm.Places > 1 ? stride : 0);
        ref var k0 = ref MemoryMarshal.GetReference(coefficients);
        ref var k1 = ref Unsafe.Add(ref k0, next);
        ref var k2 = ref Unsafe.Add(ref k0, TTerm.Coefficients > 2 ? 2 * next : 0);
        ref var k3 = ref Unsafe.Add(ref k0, TTerm.Coefficients > 3 ? 3 * next : 0);
        var (c0, c1, c2, c3) = (V.Repeat(k0), V.Repeat(k1), V.Repeat(k2), V.Repeat(k3));
        for (; place + (nuint)V.Count <= (nuint)y.Length; place += (nuint)V.Count)
        {
            if (TSpread.IsOneEach)
            {
                c0 = V.Load(in k0, place);
                c1 = V.Load(in k1, place);
                c2 = TTerm.Coefficients > 2 ? V.Load(in k2, place) : default;
                c3 = TTerm.Coefficients > 3 ? V.Load(in k3, place) : default;
            }
            TTerm.At(
                V.Load(in source, place), TTerm.ReadsCotangents ? V.Load(in weight, place) : default, TTerm.Places > 0 ? V.Load(in p0, place) : default,
                TTerm.Places > 1 ? V.Load(in p1, place) : default, c0, c1, c2, c3).Store(ref target, place);
        }
        return place;
    }

    private interface ISpread
    {
        static abstract bool IsOneEach { get; }
    }

    private readonly struct Repeated : ISpread
    {
        public static bool IsOneEach => false;
    }

    private readonly struct OneEach : ISpread
    {
        public static bool IsOneEach => true;
    }
}
