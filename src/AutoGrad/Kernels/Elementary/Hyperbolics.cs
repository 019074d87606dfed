using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>The hyperbolic functions and their inverses, with all digits near 0 and without overflow far out.</summary>
internal static class Hyperbolics
{
    // Beyond it, the root in asinh and acosh is x.
    private const double Far = 268435456;

    public static void Sinh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, SinhFunction>(x, y);

    public static void Cosh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, CoshFunction>(x, y);

    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.ApplyByType<T, TanhFunction, SingleTanh>(x, y);

    public static void Asinh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.ApplyByType<T, AsinhFunction, SingleAsinh>(x, y);

    public static void Acosh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.ApplyByType<T, AcoshFunction, SingleAcosh>(x, y);

    public static void Atanh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, AtanhFunction>(x, y);

    // eˣ/2 for x ≥ 0, which is finite where sinh and cosh are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HalfExp<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        var p = Exponential.Reduced<T, V>(V.Select(V.Less(720, x), 720, x), 0, out var k);
        return Exponential.Scale(1 + p, k - 1);
    }

    // ln(u + c), or ln(2u) far out, for u ≥ 1.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOf<T, V>(V u, V c, V far) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        var y = Logarithm.OfSum<T, V>(u, c);
        // What is neither is +∞ or NaN, and stays so.
        return V.Select(V.Less(u, double.PositiveInfinity), y + (far & 0.6931471805599453), u);
    }

    private readonly struct SinhFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var size = V.Abs(x);
            var half = HalfExp<T, V>(size);
            var z = x * x;
            V p = 2.8445264169895285e-15;
            p = V.MultiplyAdd(p, z, 7.646625361656657e-13);
            p = V.MultiplyAdd(p, z, 1.6059048396350562e-10);
            p = V.MultiplyAdd(p, z, 2.505210836405804e-08);
            p = V.MultiplyAdd(p, z, 2.755731922404034e-06);
            p = V.MultiplyAdd(p, z, 0.00019841269841269773);
            p = V.MultiplyAdd(p, z, 0.008333333333333333);
            p = V.MultiplyAdd(p, z, 0.16666666666666666);
            // Near 0 the two exponentials cancel; the series does not.
            return V.Select(V.Less(size, 1), size + (size * z * p), half - (0.25 / half)) | (x & -0.0);
        }
    }

    private readonly struct CoshFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var half = HalfExp<T, V>(V.Abs(x));
            return half + (0.25 / half);
        }
    }

    private readonly struct TanhFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // tanh x = u/(u + 2) with u = e²ˣ - 1, and 1 beyond 22.
            var size = V.Abs(x);
            var p = Exponential.Reduced<T, V>(V.Select(V.Less(22, size), 44, size + size), 0, out var k);
            var power = Exponential.PowerOf2(k);
            var u = V.MultiplyAdd(power, p, power - 1);
            return (u / (u + 2)) | (x & -0.0);
        }
    }

    private readonly struct AsinhFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // asinh x = ln(1 + w) with w = x + x²/(1 + √(x² + 1)), in which nothing cancels.
            var size = V.Abs(x);
            var far = V.Less(Far, size);
            var near = V.Select(far, 1, size);
            var square = near * near;
            var w = near + (square / (1 + V.Sqrt(square + 1)));
            var u = 1 + w;
            var c = V.Select(V.Less(1, w), 1 - (u - w), w - (u - 1));
            var y = LogOf<T, V>(V.Select(far, size, u), V.Select(far, 0, c), far);
            return V.Select(V.Equal(x, 0), 0, y) | (x & -0.0);
        }
    }

    private readonly struct AcoshFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // acosh x = ln(1 + w) with w = t + √(t(t + 2)) and t = x - 1.
            var far = V.Less(Far, x);
            var t = V.Select(far, 1, x - 1);
            var w = t + V.Sqrt(t * (t + 2));
            var u = 1 + w;
            var c = V.Select(V.Less(1, w), 1 - (u - w), w - (u - 1));
            return V.Select(V.Less(x, 1), double.NaN, LogOf<T, V>(V.Select(far, x, u), V.Select(far, 0, c), far));
        }
    }

    private readonly struct AtanhFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // atanh x = ½ ln((1 + x)/(1 - x)) = ½ ln(1 + 2x/(1 - x)).
            var size = V.Abs(x);
            return (0.5 * Logarithms.Plus1<T, V>((size + size) / (1 - size))) | (x & -0.0);
        }
    }
}
