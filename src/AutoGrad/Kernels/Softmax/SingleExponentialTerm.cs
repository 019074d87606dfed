using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Fused;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>
/// eˣ of floats that are at most 0 or NaN, as terms of a sum of which one is 1: within 8·10⁻⁸ of the exact number, and exact at 0. It takes four
/// fifths of the multiplications of <see cref="SingleNegativeExponential{V}"/>, of which small numbers have more right digits.
/// </summary>
internal readonly struct SingleExponentialTerm<V> : IHeldFunction<float, V, SingleExponentialTerm<V>> where V : struct, IRegister<float, V>
{
    // 1/ln 2, and the polynomial of 2ʳ from the highest power on: of those with 1 at 0, the one of which the largest error for r from -1 to 0, in units
    // of 2ʳ, is the smallest, 2.1·10⁻⁹, by Remez's exchange; each coefficient was rounded in turn, from the lowest power on, and the others found
    // again. Then the magic number that puts a whole number into the lowest bits, and the smallest exponent that is computed with integers.
    private static ReadOnlySpan<float> Constants =>
        [1.442695f, 1.0892254e-4f, 1.2744757e-3f, 9.57891e-3f, 0.05549064f, 0.24022435f, 0.69314706f, 1, SingleExponential.Magic, -125];

    // What is known to be constant would be read from memory again for each register of elements.
    private static readonly float[] Held = [.. Constants];

    private readonly V _perLn2, _p6, _p5, _p4, _p3, _p2, _p1, _one, _magic, _lowest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SingleExponentialTerm(ref float constants)
    {
        (_perLn2, _p6, _p5, _p4) = (V.Repeat(Unsafe.Add(ref constants, 0)), V.Repeat(Unsafe.Add(ref constants, 1)), V.Repeat(Unsafe.Add(ref constants, 2)), V.Repeat(Unsafe.Add(ref constants, 3)));
        (_p3, _p2, _p1) = (V.Repeat(Unsafe.Add(ref constants, 4)), V.Repeat(Unsafe.Add(ref constants, 5)), V.Repeat(Unsafe.Add(ref constants, 6)));
        _one = V.Repeat(Unsafe.Add(ref constants, 7));
        if (V.HasScale)
            return;
        (_magic, _lowest) = (V.Repeat(Unsafe.Add(ref constants, 8)), V.Repeat(Unsafe.Add(ref constants, 9)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SingleExponentialTerm<V> Hold() => new(ref MemoryMarshal.GetArrayDataReference(Held));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At(V x) => new SingleExponentialTerm<V>(ref MemoryMarshal.GetReference(Constants)).Of(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V x)
    {
        x = Exponent(x);
        var k = V.Ceiling(x);
        var r = x - k;
        var p = V.MultiplyAdd(r, _p6, _p5);
        p = V.MultiplyAdd(r, p, _p4);
        p = V.MultiplyAdd(r, p, _p3);
        p = V.MultiplyAdd(r, p, _p2);
        p = V.MultiplyAdd(r, p, _p1);
        return Scale(V.MultiplyAdd(r, p, _one), k);
    }

    // Step by step for each, so that none waits long for the step before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Of(ref V a, ref V b, ref V c, ref V d)
    {
        (a, b, c, d) = (Exponent(a), Exponent(b), Exponent(c), Exponent(d));
        var (i, j, k, l) = (V.Ceiling(a), V.Ceiling(b), V.Ceiling(c), V.Ceiling(d));
        (a, b, c, d) = (a - i, b - j, c - k, d - l);
        var (p, q) = (V.MultiplyAdd(a, _p6, _p5), V.MultiplyAdd(b, _p6, _p5));
        var (r, s) = (V.MultiplyAdd(c, _p6, _p5), V.MultiplyAdd(d, _p6, _p5));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _p4), V.MultiplyAdd(b, q, _p4), V.MultiplyAdd(c, r, _p4), V.MultiplyAdd(d, s, _p4));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _p3), V.MultiplyAdd(b, q, _p3), V.MultiplyAdd(c, r, _p3), V.MultiplyAdd(d, s, _p3));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _p2), V.MultiplyAdd(b, q, _p2), V.MultiplyAdd(c, r, _p2), V.MultiplyAdd(d, s, _p2));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _p1), V.MultiplyAdd(b, q, _p1), V.MultiplyAdd(c, r, _p1), V.MultiplyAdd(d, s, _p1));
        (p, q, r, s) = (V.MultiplyAdd(a, p, _one), V.MultiplyAdd(b, q, _one), V.MultiplyAdd(c, r, _one), V.MultiplyAdd(d, s, _one));
        (a, b, c, d) = (Scale(p, i), Scale(q, j), Scale(r, k), Scale(s, l));
    }

    // Where the hardware scales, 2 to the power of -∞ is 0, whatever it multiplies; it is NaN here, ∞ - ∞. Elsewhere, what is left of a number below the
    // smallest that is computed vanishes beside a term of 1 as well.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Exponent(V x) => V.HasScale ? x * _perLn2 : V.AtLeast(x * _perLn2, _lowest);

    // The polynomial is more than ½ and at most 1: its exponent and k add up to that of a normal number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Scale(V y, V k) => V.HasScale ? V.Scale(y, k) : V.AddBits(y, V.ShiftLeft(k + _magic, 23));
}
