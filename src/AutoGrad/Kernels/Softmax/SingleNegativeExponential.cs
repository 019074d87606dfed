using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Fused;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>eˣ of floats that are at most 0 or NaN, within 1.5 units in the last place.</summary>
internal readonly unsafe struct SingleNegativeExponential : INegativeExponential<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V> => SingleNegativeExponential<V>.At(x);

    public static void Lines<V>(ReadOnlySpan<float> x, Span<float> y, int length, SoftmaxKind kind, LineMemory memory) where V : struct, IRegister<float, V> =>
        SoftmaxGroups<float, V, SingleNegativeExponential<V>, SingleExponentialTerm<V>>.Lines(x, y, length, kind, memory);

    public static void Sums<V>(in ColumnBlock<float> block, float* max, float* sums, nint ahead) where V : struct, IRegister<float, V>
    {
        if (block.Y != null)
            SoftmaxStrips<float, V, SingleNegativeExponential<V>>.Keep(block, max, sums, ahead);
        else
            SoftmaxStrips<float, V, SingleExponentialTerm<V>>.Sums(block, max, sums, ahead);
    }

    public static void Results<V>(in ColumnBlock<float> block, float* max, float* factors, nint ahead) where V : struct, IRegister<float, V> =>
        SoftmaxStrips<float, V, SingleNegativeExponential<V>>.Results(block, max, factors, ahead);
}

/// <summary>The same with its constants in registers.</summary>
internal readonly struct SingleNegativeExponential<V> : IHeldFunction<float, V, SingleNegativeExponential<V>> where V : struct, IRegister<float, V>
{
    // Below the first number the result is 0. Then 1/ln 2; 1.5·2²³, which rounds what is added to it to a whole number; -ln 2 in two parts, of
    // which the first has so few digits that its products with exponents are exact; and the polynomial of eʳ from the highest power on.
    private static ReadOnlySpan<float> Constants =>
        [-104, 1.442695f, 12582912, -0.693359375f, 2.1219444e-4f, 0.001393664f, 0.008369662f, 0.04166645f, 0.16666512f, 0.5f, 1];

    // What is known to be constant would be read from memory again for each register of elements.
    private static readonly float[] Held = [.. Constants];

    private readonly V _lowest, _perLn2, _magic, _ln2High, _ln2Low, _p6, _p5, _p4, _p3, _p2, _one;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SingleNegativeExponential(ref float constants)
    {
        (_lowest, _perLn2, _magic) = (V.Repeat(Unsafe.Add(ref constants, 0)), V.Repeat(Unsafe.Add(ref constants, 1)), V.Repeat(Unsafe.Add(ref constants, 2)));
        (_ln2High, _ln2Low) = (V.Repeat(Unsafe.Add(ref constants, 3)), V.Repeat(Unsafe.Add(ref constants, 4)));
        (_p6, _p5, _p4, _p3) = (V.Repeat(Unsafe.Add(ref constants, 5)), V.Repeat(Unsafe.Add(ref constants, 6)), V.Repeat(Unsafe.Add(ref constants, 7)), V.Repeat(Unsafe.Add(ref constants, 8)));
        (_p2, _one) = (V.Repeat(Unsafe.Add(ref constants, 9)), V.Repeat(Unsafe.Add(ref constants, 10)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleNegativeExponential<V> Hold() => new(ref MemoryMarshal.GetArrayDataReference(Held));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x) => new SingleNegativeExponential<V>(ref MemoryMarshal.GetReference(Constants)).Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V x)
    {
        x = V.AtLeast(x, _lowest);
        var k = V.MultiplyAdd(x, _perLn2, _magic) - _magic;
        var r = V.MultiplyAdd(k, _ln2Low, V.MultiplyAdd(k, _ln2High, x));
        var p = V.MultiplyAdd(r, _p6, _p5);
        p = V.MultiplyAdd(r, p, _p4);
        p = V.MultiplyAdd(r, p, _p3);
        p = V.MultiplyAdd(r, p, _p2);
        p = V.MultiplyAdd(r, p, _one);
        return SingleExponential.Scale(V.MultiplyAdd(r, p, _one), k);
    }

    // Step by step for each, so that none waits long for the step before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Of(ref V a, ref V b, ref V c, ref V d)
    {
        (a, b, c, d) = (V.AtLeast(a, _lowest), V.AtLeast(b, _lowest), V.AtLeast(c, _lowest), V.AtLeast(d, _lowest));
        var (i, j) = (V.MultiplyAdd(a, _perLn2, _magic), V.MultiplyAdd(b, _perLn2, _magic));
        var (k, l) = (V.MultiplyAdd(c, _perLn2, _magic), V.MultiplyAdd(d, _perLn2, _magic));
        (i, j, k, l) = (i - _magic, j - _magic, k - _magic, l - _magic);
        (a, b, c, d) = (V.MultiplyAdd(i, _ln2High, a), V.MultiplyAdd(j, _ln2High, b), V.MultiplyAdd(k, _ln2High, c), V.MultiplyAdd(l, _ln2High, d));
        (a, b, c, d) = (V.MultiplyAdd(i, _ln2Low, a), V.MultiplyAdd(j, _ln2Low, b), V.MultiplyAdd(k, _ln2Low, c), V.MultiplyAdd(l, _ln2Low, d));
        var (p, q) = (V.MultiplyAdd(a, _p6, _p5), V.MultiplyAdd(b, _p6, _p5));
        var (r, s) = (V.MultiplyAdd(c, _p6, _p5), V.MultiplyAdd(d, _p6, _p5));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _p4), V.MultiplyAdd(b, q, _p4), V.MultiplyAdd(c, r, _p4), V.MultiplyAdd(d, s, _p4));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _p3), V.MultiplyAdd(b, q, _p3), V.MultiplyAdd(c, r, _p3), V.MultiplyAdd(d, s, _p3));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _p2), V.MultiplyAdd(b, q, _p2), V.MultiplyAdd(c, r, _p2), V.MultiplyAdd(d, s, _p2));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _one), V.MultiplyAdd(b, q, _one), V.MultiplyAdd(c, r, _one), V.MultiplyAdd(d, s, _one));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _one), V.MultiplyAdd(b, q, _one), V.MultiplyAdd(c, r, _one), V.MultiplyAdd(d, s, _one));
        (a, b, c, d) = (SingleExponential.Scale(p, i), SingleExponential.Scale(q, j), SingleExponential.Scale(r, k), SingleExponential.Scale(s, l));
    }
}
