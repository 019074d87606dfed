using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>Logarithms to the bases e, 2 and 10, and ln(1 + x), which has all its digits near 0 too.</summary>
internal static class Logarithms
{
    /// <summary>y = ln x; the results may lie where the elements do.</summary>
    public static void Log<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, ILogarithmicFunctions<T>
    {
        if (typeof(T) == typeof(float))
            SingleMap.Apply<SingleLog>(MemoryMarshal.Cast<T, float>(x), MemoryMarshal.Cast<T, float>(y));
        else
            TensorPrimitives.Log(x, y);
    }

    public static void Log2<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.ApplyByType<T, Log2Function, SingleLogOfBase.Base2>(x, y);

    public static void Log10<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.ApplyByType<T, Log10Function, SingleLogOfBase.Base10>(x, y);

    public static void Log1p<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.ApplyByType<T, Log1pFunction, SingleLog1p>(x, y);

    /// <summary>ln(1 + x), for x ≥ -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Plus1<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        // c is what the rounding of u = 1 + x lost.
        var u = 1 + x;
        var c = V.Select(V.Less(1, V.Abs(x)), 1 - (u - x), x - (u - 1));
        var y = Logarithm.OfSum<T, V>(u, c);
        // What is neither is +∞ or NaN, and stays so; near 0, x itself keeps the sign of 0.
        var other = V.Select(V.Equal(u, 0), double.NegativeInfinity, V.Select(V.Less(u, 0), double.NaN, u));
        y = V.Select(V.Less(0, u) & V.Less(u, double.PositiveInfinity), y, other);
        return V.Select(V.Equal(x, 0), x, y);
    }

    private readonly struct Log2Function : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V> =>
            Logarithm.OfAny(x, 1.4426950408889634, 1, 0);
    }

    private readonly struct Log10Function : IElementaryFunction
    {
        // The first 43 bits of log₁₀2, and the rest.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V> =>
            Logarithm.OfAny(x, 0.4342944819032518, 0.30102999566395283, 2.8363394551044964e-14);
    }

    private readonly struct Log1pFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V> => Plus1<T, V>(x);
    }
}
