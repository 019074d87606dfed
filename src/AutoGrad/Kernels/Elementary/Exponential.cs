using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>What the functions made of eˣ share.</summary>
internal static class Exponential
{
    // The first 42 bits of ln 2, whose product with an exponent is exact, and the rest.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    /// <summary>The k and p of e^(x + rest) = 2ᵏ(1 + p), with k whole and |p| ≤ 0.42; p has all its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Reduced<T, V>(V x, V rest, out V k) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        k = V.Round(x * 1.4426950408889634);
        return Minus1<T, V>(V.MultiplyAdd(k, -Ln2Low, V.MultiplyAdd(k, -Ln2High, x)) + rest);
    }

    /// <summary>eʳ - 1 for |r| ≤ ln(2)/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Minus1<T, V>(V r) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        // Pairs, pairs of pairs, ...: a chain of multiplications would wait for each other.
        var r2 = r * r;
        var r4 = r2 * r2;
        if (typeof(T) == typeof(float))
        {
            var low = V.MultiplyAdd(r2, V.MultiplyAdd(r, 0.008333310844647862, 0.04166646419740569), V.MultiplyAdd(r, 0.16666666681704215, 0.500000001353873));
            return V.MultiplyAdd(r2, V.MultiplyAdd(r4, V.MultiplyAdd(r, 0.00019891080463998843, 0.0013933730715792083), low), r);
        }
        var first = V.MultiplyAdd(r2, V.MultiplyAdd(r, 0.008333333333326084, 0.04166666666666667), V.MultiplyAdd(r, 0.1666666666666667, 0.5));
        var second = V.MultiplyAdd(r2, V.MultiplyAdd(r, 2.755725517000089e-06, 2.480158732567746e-05), V.MultiplyAdd(r, 0.0001984126987500228, 0.0013888888888883711));
        var third = V.MultiplyAdd(r2, 2.09147553258932e-09, V.MultiplyAdd(r, 2.5105312729622103e-08, 2.755727347871858e-07));
        return V.MultiplyAdd(r2, V.MultiplyAdd(r4 * r4, third, V.MultiplyAdd(r4, second, first)), r);
    }

    /// <summary>2ᵏ·y for whole k from -1100 to 1100, in two steps: 2ᵏ alone may overflow or vanish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale<V>(V y, V k) where V : unmanaged, IDoubles<V>
    {
        var half = V.Floor(k * 0.5);
        return y * PowerOf2(half) * PowerOf2(k - half);
    }

    /// <summary>2ᵏ for whole k from -1022 to 1023.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V PowerOf2<V>(V k) where V : unmanaged, IDoubles<V> =>
        // Added to 1.5·2⁵², k + 1023 stands in the lowest bits; shifted, it is the exponent.
        V.ShiftLeft(k + (6755399441055744.0 + 1023), 52);
}
