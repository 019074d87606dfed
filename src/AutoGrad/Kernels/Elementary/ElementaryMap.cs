using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>Applies a function to each element, in the widest registers that the hardware has.</summary>
internal static class ElementaryMap
{
    public static void Apply<T, TFunction>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged where TFunction : struct, IElementaryFunction
    {
        if (Vector512.IsHardwareAccelerated)
            Apply<T, TFunction, Doubles512>(x, y);
        else if (Vector256.IsHardwareAccelerated)
            Apply<T, TFunction, Doubles256>(x, y);
        else
            Apply<T, TFunction, Doubles128>(x, y);
    }

    /// <summary>Applies a function that floats have of their own, in registers of floats, which are twice as many.</summary>
    public static void ApplyByType<T, TDouble, TSingle>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged where TDouble : struct, IElementaryFunction where TSingle : struct, ISingleFunction
    {
        if (typeof(T) == typeof(float))
            SingleMap.Apply<TSingle>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        else
            Apply<T, TDouble>(x, y);
    }

    public static void Apply<T, TFunction>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged where TFunction : struct, IElementaryFunction2
    {
        if (Vector512.IsHardwareAccelerated)
            Apply<T, TFunction, Doubles512>(a, b, y);
        else if (Vector256.IsHardwareAccelerated)
            Apply<T, TFunction, Doubles256>(a, b, y);
        else
            Apply<T, TFunction, Doubles128>(a, b, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply<T, TFunction, V>(ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged where TFunction : struct, IElementaryFunction where V : unmanaged, IDoubles<V>
    {
        x = x[..y.Length];
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        var i = 0;
        // Up to V.Count elements before the end, as many follow.
        for (; i <= y.Length - V.Count; i += V.Count)
            V.Store(TFunction.Evaluate<T, V>(V.Load(in Unsafe.Add(ref source, i))), ref Unsafe.Add(ref target, i));
        if (i == y.Length)
            return;
        Span<T> rest = stackalloc T[V.Count];
        rest.Clear();
        x[i..].CopyTo(rest);
        V.Store(TFunction.Evaluate<T, V>(V.Load(in rest[0])), ref rest[0]);
        rest[..(y.Length - i)].CopyTo(y[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply<T, TFunction, V>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged where TFunction : struct, IElementaryFunction2 where V : unmanaged, IDoubles<V>
    {
        a = a[..y.Length];
        b = b[..y.Length];
        ref var sourceA = ref MemoryMarshal.GetReference(a);
        ref var sourceB = ref MemoryMarshal.GetReference(b);
        ref var target = ref MemoryMarshal.GetReference(y);
        var i = 0;
        // Up to V.Count elements before the end, as many follow.
        for (; i <= y.Length - V.Count; i += V.Count)
        {
            V.Store(
                TFunction.Evaluate<T, V>(V.Load(in Unsafe.Add(ref sourceA, i)), V.Load(in Unsafe.Add(ref sourceB, i))),
                ref Unsafe.Add(ref target, i));
        }
        if (i == y.Length)
            return;
        Span<T> restA = stackalloc T[V.Count];
        Span<T> restB = stackalloc T[V.Count];
        restA.Clear();
        restB.Clear();
        a[i..].CopyTo(restA);
        b[i..].CopyTo(restB);
        V.Store(TFunction.Evaluate<T, V>(V.Load(in restA[0]), V.Load(in restB[0])), ref restA[0]);
        restA[..(y.Length - i)].CopyTo(y[i..]);
    }
}
