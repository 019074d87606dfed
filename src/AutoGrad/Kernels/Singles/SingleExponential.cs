using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>What the functions made of eˣ share.</summary>
internal static class SingleExponential
{
    /// <summary>1.5·2²³: added to a small whole number, it puts that number into the lowest bits; added to any other, it rounds it to a whole number.</summary>
    public const float Magic = 12582912;

    /// <inheritdoc cref="ExponentialBody{V}.Reduced(V, V, out V)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduced<V>(V high, V low, out V k) where V : struct, IRegister<float, V> => new ExponentialBody<V>(default).Reduced(high, low, out k);

    /// <inheritdoc cref="ExponentialBody{V}.Reduced(V, out V)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduced<V>(V x, out V k) where V : struct, IRegister<float, V> => new ExponentialBody<V>(default).Reduced(x, out k);

    /// <inheritdoc cref="ExponentialBody{V}.ReducedTo"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V ReducedTo<V>(V x, out V power) where V : struct, IRegister<float, V> => new ExponentialBody<V>(default).ReducedTo(x, out power);

    /// <summary>2ᵏ·y for whole k from -252 to 254, in two steps, neither of which overflows or vanishes where the result does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<V>(V y, V k) where V : struct, IRegister<float, V>
    {
        if (V.HasScale)
            return V.Scale(y, k);
        var half = Whole(k, 0.5f);
        return y * PowerOf2(half) * PowerOf2(k - half);
    }

    /// <summary>The smaller of a number and a limit; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V AtMost<V>(V x, float limit) where V : struct, IRegister<float, V> => V.AtMost(x, V.Repeat(limit));

    /// <summary>2ᵏ for whole k from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOf2<V>(V k) where V : struct, IRegister<float, V> =>
        // Added to the magic number, k + 127 stands in the lowest bits; shifted, it is the exponent.
        V.ShiftLeft(k + V.Repeat(Magic + 127), 23);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Whole<V>(V x, float factor) where V : struct, IRegister<float, V> =>
        V.MultiplyAdd(x, V.Repeat(factor), V.Repeat(Magic)) - V.Repeat(Magic);
}
