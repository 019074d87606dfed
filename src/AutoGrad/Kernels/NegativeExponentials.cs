using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>eˣ of floats that are at most 0 or NaN, within 1.5 units in the last place.</summary>
internal readonly struct SingleNegativeExponential : IRegisterFunction<float>
{
    // Below it the result is 0.
    private const float Lowest = -104;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        var fraction = SingleExponential.Reduced(V.AtLeast(x, V.Repeat(Lowest)), out var k);
        return SingleExponential.Scale(V.Repeat(1) + fraction, k);
    }
}

/// <summary>eˣ of doubles that are at most 0 or NaN, within 1 unit in the last place.</summary>
internal readonly struct DoubleNegativeExponential : IRegisterFunction<double>
{
    // Below it the result is 0.
    private const double Lowest = -746;

    // 1.5·2⁵²: added to a small whole number, it puts that number into the lowest bits; added to any other, it rounds it to a whole number.
    private const double Magic = 6755399441055744.0;

    // The first 42 bits of ln 2, whose product with an exponent is exact, and the rest.
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Low = 5.497923018708371e-14;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<double, V>
    {
        x = V.AtLeast(x, V.Repeat(Lowest));
        var k = Whole(x, 1.4426950408889634);
        var r = V.MultiplyAdd(k, V.Repeat(-Ln2Low), V.MultiplyAdd(k, V.Repeat(-Ln2High), x));
        // The polynomial of Exponential.Minus1, in which no long chain of multiplications waits for itself.
        var r2 = r * r;
        var r4 = r2 * r2;
        var first = V.MultiplyAdd(r2, Line(r, 0.008333333333326084, 0.04166666666666667), Line(r, 0.1666666666666667, 0.5));
        var second = V.MultiplyAdd(r2, Line(r, 2.755725517000089e-06, 2.480158732567746e-05), Line(r, 0.0001984126987500228, 0.0013888888888883711));
        var third = V.MultiplyAdd(r2, V.Repeat(2.09147553258932e-09), Line(r, 2.5105312729622103e-08, 2.755727347871858e-07));
        var p = V.MultiplyAdd(r2, V.MultiplyAdd(r4 * r4, third, V.MultiplyAdd(r4, second, first)), r);
        return Scale(V.Repeat(1) + p, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Line<V>(V r, double slope, double start) where V : struct, IRegister<double, V> =>
        V.MultiplyAdd(r, V.Repeat(slope), V.Repeat(start));

    // 2ᵏ·y in two steps, as 2ᵏ alone may vanish where the result does not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scale<V>(V y, V k) where V : struct, IRegister<double, V>
    {
        if (V.HasScale)
            return V.Scale(y, k);
        var half = Whole(k, 0.5);
        return y * PowerOf2(half) * PowerOf2(k - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOf2<V>(V k) where V : struct, IRegister<double, V> => V.ShiftLeft(k + V.Repeat(Magic + 1023), 52);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Whole<V>(V x, double factor) where V : struct, IRegister<double, V> =>
        V.MultiplyAdd(x, V.Repeat(factor), V.Repeat(Magic)) - V.Repeat(Magic);
}
