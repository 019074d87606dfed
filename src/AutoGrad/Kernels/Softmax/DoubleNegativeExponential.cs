using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>eˣ of doubles that are at most 0 or NaN, within 1 unit in the last place.</summary>
internal readonly unsafe struct DoubleNegativeExponential : INegativeExponential<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<double, V> => DoubleNegativeExponential<V>.At(x);

    public static void Lines<V>(ReadOnlySpan<double> x, Span<double> y, int length, SoftmaxKind kind, LineMemory memory) where V : struct, IRegister<double, V> =>
        SoftmaxGroups<double, V, DoubleNegativeExponential<V>, DoubleNegativeExponential<V>>.Lines(x, y, length, kind, memory);

    public static void Sums<V>(in ColumnBlock<double> block, double* max, double* sums, nint ahead) where V : struct, IRegister<double, V>
    {
        if (block.Y != null)
            SoftmaxStrips<double, V, DoubleNegativeExponential<V>>.Keep(block, max, sums, ahead);
        else
            SoftmaxStrips<double, V, DoubleNegativeExponential<V>>.Sums(block, max, sums, ahead);
    }

    public static void Results<V>(in ColumnBlock<double> block, double* max, double* factors, nint ahead) where V : struct, IRegister<double, V> =>
        SoftmaxStrips<double, V, DoubleNegativeExponential<V>>.Results(block, max, factors, ahead);
}

/// <summary>The same with its constants in registers.</summary>
internal readonly struct DoubleNegativeExponential<V> : IHeldFunction<double, V, DoubleNegativeExponential<V>> where V : struct, IRegister<double, V>
{
    // 1.5·2⁵²: added to a small whole number, it puts that number into the lowest bits; added to any other, it rounds it to a whole number.
    private const double Magic = 6755399441055744.0;

    // Below the first number the result is 0. Then 1/ln 2; -ln 2 in its first 42 bits, whose product with an exponent is exact, and the rest; and the
    // polynomial of Exponential.Minus1 from the lowest power on.
    private static ReadOnlySpan<double> Constants =>
    [
        -746, 1.4426950408889634, Magic, -0.6931471805598903, -5.497923018708371e-14,
        0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326084, 0.0013888888888883711, 0.0001984126987500228, 2.480158732567746e-05,
        2.755725517000089e-06, 2.755727347871858e-07, 2.5105312729622103e-08, 2.09147553258932e-09, 1,
    ];

    // What is known to be constant would be read from memory again for each register of elements.
    private static readonly double[] Held = [.. Constants];

    private readonly V _lowest, _perLn2, _magic, _ln2High, _ln2Low, _p2, _p3, _p4, _p5, _p6, _p7, _p8, _p9, _p10, _p11, _p12, _one;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private DoubleNegativeExponential(ref double constants)
    {
        (_lowest, _perLn2, _magic) = (V.Repeat(Unsafe.Add(ref constants, 0)), V.Repeat(Unsafe.Add(ref constants, 1)), V.Repeat(Unsafe.Add(ref constants, 2)));
        (_ln2High, _ln2Low) = (V.Repeat(Unsafe.Add(ref constants, 3)), V.Repeat(Unsafe.Add(ref constants, 4)));
        (_p2, _p3, _p4, _p5) = (V.Repeat(Unsafe.Add(ref constants, 5)), V.Repeat(Unsafe.Add(ref constants, 6)), V.Repeat(Unsafe.Add(ref constants, 7)), V.Repeat(Unsafe.Add(ref constants, 8)));
        (_p6, _p7, _p8, _p9) = (V.Repeat(Unsafe.Add(ref constants, 9)), V.Repeat(Unsafe.Add(ref constants, 10)), V.Repeat(Unsafe.Add(ref constants, 11)), V.Repeat(Unsafe.Add(ref constants, 12)));
        (_p10, _p11, _p12, _one) = (V.Repeat(Unsafe.Add(ref constants, 13)), V.Repeat(Unsafe.Add(ref constants, 14)), V.Repeat(Unsafe.Add(ref constants, 15)), V.Repeat(Unsafe.Add(ref constants, 16)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleNegativeExponential<V> Hold() => new(ref MemoryMarshal.GetArrayDataReference(Held));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x) => new DoubleNegativeExponential<V>(ref MemoryMarshal.GetReference(Constants)).Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V x)
    {
        x = V.AtLeast(x, _lowest);
        var k = V.MultiplyAdd(x, _perLn2, _magic) - _magic;
        var r = V.MultiplyAdd(k, _ln2Low, V.MultiplyAdd(k, _ln2High, x));
        // No long chain of multiplications waits for itself.
        var r2 = r * r;
        var r4 = r2 * r2;
        var first = V.MultiplyAdd(r2, V.MultiplyAdd(r, _p5, _p4), V.MultiplyAdd(r, _p3, _p2));
        var second = V.MultiplyAdd(r2, V.MultiplyAdd(r, _p9, _p8), V.MultiplyAdd(r, _p7, _p6));
        var third = V.MultiplyAdd(r2, _p12, V.MultiplyAdd(r, _p11, _p10));
        var p = V.MultiplyAdd(r2, V.MultiplyAdd(r4 * r4, third, V.MultiplyAdd(r4, second, first)), r);
        return Scale(_one + p, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Of(ref V a, ref V b, ref V c, ref V d) => (a, b, c, d) = (Of(a), Of(b), Of(c), Of(d));

    // 2ᵏ·y in two steps, as 2ᵏ alone may vanish where the result does not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scale(V y, V k)
    {
        if (V.HasScale)
            return V.Scale(y, k);
        var half = V.MultiplyAdd(k, V.Repeat(0.5), V.Repeat(Magic)) - V.Repeat(Magic);
        return y * PowerOf2(half) * PowerOf2(k - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V PowerOf2(V k) => V.ShiftLeft(k + V.Repeat(Magic + 1023), 52);
}
