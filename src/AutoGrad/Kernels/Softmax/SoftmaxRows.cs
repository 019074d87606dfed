using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>The loops of <see cref="SoftmaxColumns"/>, in registers: a row at a time, element by element, so that every width gives the same bits.</summary>
internal static class SoftmaxRows<T, TExponential>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TExponential : struct, IRegisterFunction<T>
{
    /// <summary>Raises each of the maxima to the element of a row, where that is larger; what is found beside a NaN is any number.</summary>
    public static void Raise(ReadOnlySpan<T> x, Span<T> max)
    {
        nuint place = 0;
        if (Vector512.IsHardwareAccelerated)
            place = Raise<Register512<T>>(x, max, place);
        if (Vector256.IsHardwareAccelerated)
            place = Raise<Register256<T>>(x, max, place);
        if (Vector128.IsHardwareAccelerated)
            place = Raise<Register128<T>>(x, max, place);
        Raise<Register1<T>>(x, max, place);
    }

    /// <summary>Writes exp(x - max) for each element of a row, and adds it to its sum.</summary>
    public static void Add(ReadOnlySpan<T> x, ReadOnlySpan<T> max, Span<T> y, Span<T> sums)
    {
        nuint place = 0;
        if (Vector512.IsHardwareAccelerated)
            place = Add<Register512<T>>(x, max, y, sums, place);
        if (Vector256.IsHardwareAccelerated)
            place = Add<Register256<T>>(x, max, y, sums, place);
        if (Vector128.IsHardwareAccelerated)
            place = Add<Register128<T>>(x, max, y, sums, place);
        Add<Register1<T>>(x, max, y, sums, place);
    }

    /// <summary>y = x - max - logs.</summary>
    public static void Subtract(ReadOnlySpan<T> x, ReadOnlySpan<T> max, ReadOnlySpan<T> logs, Span<T> y)
    {
        nuint place = 0;
        if (Vector512.IsHardwareAccelerated)
            place = Subtract<Register512<T>>(x, max, logs, y, place);
        if (Vector256.IsHardwareAccelerated)
            place = Subtract<Register256<T>>(x, max, logs, y, place);
        if (Vector128.IsHardwareAccelerated)
            place = Subtract<Register128<T>>(x, max, logs, y, place);
        Subtract<Register1<T>>(x, max, logs, y, place);
    }

    // Each reads and writes registers that lie before the end, and gives the place of the first element that fills none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Raise<V>(ReadOnlySpan<T> x, Span<T> max, nuint place) where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x[..max.Length]);
        ref var target = ref MemoryMarshal.GetReference(max);
        for (; place + (nuint)V.Count <= (nuint)max.Length; place += (nuint)V.Count)
            V.AtLeast(V.Load(in source, place), V.Load(in target, place)).Store(ref target, place);
        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Add<V>(ReadOnlySpan<T> x, ReadOnlySpan<T> max, Span<T> y, Span<T> sums, nuint place) where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x[..sums.Length]);
        ref var maxima = ref MemoryMarshal.GetReference(max[..sums.Length]);
        ref var target = ref MemoryMarshal.GetReference(y[..sums.Length]);
        ref var totals = ref MemoryMarshal.GetReference(sums);
        for (; place + (nuint)V.Count <= (nuint)sums.Length; place += (nuint)V.Count)
        {
            var result = TExponential.At(V.Load(in source, place) - V.Load(in maxima, place));
            result.Store(ref target, place);
            (V.Load(in totals, place) + result).Store(ref totals, place);
        }
        return place;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nuint Subtract<V>(ReadOnlySpan<T> x, ReadOnlySpan<T> max, ReadOnlySpan<T> logs, Span<T> y, nuint place)
        where V : struct, IRegister<T, V>
    {
        ref var source = ref MemoryMarshal.GetReference(x[..y.Length]);
        ref var maxima = ref MemoryMarshal.GetReference(max[..y.Length]);
        ref var logarithms = ref MemoryMarshal.GetReference(logs[..y.Length]);
        ref var target = ref MemoryMarshal.GetReference(y);
        for (; place + (nuint)V.Count <= (nuint)y.Length; place += (nuint)V.Count)
            (V.Load(in source, place) - V.Load(in maxima, place) - V.Load(in logarithms, place)).Store(ref target, place);
        return place;
    }
}
