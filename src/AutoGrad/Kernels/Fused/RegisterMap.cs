using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels.Fused;

/// <summary>Applies a function of two to each pair of elements, in the widest registers that there are.</summary>
internal static class RegisterMap
{
    public static void Apply<T, TFunction>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> where TFunction : struct, IRegisterFunction2<T>
    {
        if (Vector512.IsHardwareAccelerated)
            ApplyIn<T, TFunction, Register512<T>>(a, b, y);
        else if (Vector256.IsHardwareAccelerated)
            ApplyIn<T, TFunction, Register256<T>>(a, b, y);
        else if (Vector128.IsHardwareAccelerated)
            ApplyIn<T, TFunction, Register128<T>>(a, b, y);
        else
            ApplyIn<T, TFunction, Register1<T>>(a, b, y);
    }

    /// <summary>Applies a function of two in registers of one width. The results may lie where the elements do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyIn<T, TFunction, V>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        where T : unmanaged, IFloatingPointIeee754<T> where TFunction : struct, IRegisterFunction2<T> where V : struct, IRegister<T, V>
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
            if (TFunction.TryAt(V.Load(in sourceA, (nuint)i), V.Load(in sourceB, (nuint)i), out V results))
                results.Store(ref target, (nuint)i);
            else
                ApplyToAny<T, TFunction, V>(in sourceA, in sourceB, ref target, (nuint)i);
        }
        if (i == y.Length)
            return;
        Span<T> restA = stackalloc T[V.Count];
        Span<T> restB = stackalloc T[V.Count];
        restA.Fill(T.One);
        restB.Fill(T.One);
        a[i..].CopyTo(restA);
        b[i..].CopyTo(restB);
        ApplyToAny<T, TFunction, V>(in restA[0], in restB[0], ref restA[0], 0);
        restA[..(y.Length - i)].CopyTo(y[i..]);
    }

    // Kept out of the loop, which has no registers to spare, and where it would be more than the compiler takes in one method. It takes places and
    // no registers: those would have to be written and read again across lines of the cache.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyToAny<T, TFunction, V>(ref readonly T a, ref readonly T b, ref T y, nuint place)
        where T : unmanaged, IFloatingPointIeee754<T> where TFunction : struct, IRegisterFunction2<T> where V : struct, IRegister<T, V> =>
        TFunction.At(V.Load(in a, place), V.Load(in b, place)).Store(ref y, place);
}
