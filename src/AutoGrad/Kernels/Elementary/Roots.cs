using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The cube root, and the root and the difference of squares.</summary>
internal static class Roots
{
    public static void Cbrt<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, CbrtFunction>(x, y);

    public static void Hypot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, HypotFunction>(a, b, y);

    /// <summary>1 - x², rounded once.</summary>
    public static void OneMinusSquare<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, OneMinusSquareFunction>(x, y);

    private readonly struct OneMinusSquareFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V> => V.MultiplyAdd(-x, x, 1);
    }

    private readonly struct CbrtFunction : IElementaryFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var size = V.Abs(x);
            // Numbers without a leading 1 get one: 2⁵⁴, whose cube root is 2¹⁸.
            var tiny = V.Less(size, 2.2250738585072014e-308);
            var bits = V.Select(tiny, size * 18014398509481984.0, size);
            // x = 2^(3q + r)·m with m from 1 to 2 and r = 0, 1 or 2. Below the leading bit of 2⁵², a whole number stands as such.
            var exponent = (V.ShiftRight(bits, 52) | 4503599627370496.0) - (4503599627370496.0 + 1023);
            var q = V.Floor((exponent + 0.5) * (1.0 / 3));
            var r = exponent - (3 * q);
            var m = (bits & BitConverter.Int64BitsToDouble(0x000FFFFFFFFFFFFF)) | 1;
            // 20 bits from a polynomial, three times as many from one step of Halley's.
            V y = 0.005072953325277491;
            y = V.MultiplyAdd(y, m, -0.04831832068166114);
            y = V.MultiplyAdd(y, m, 0.19665479701360078);
            y = V.MultiplyAdd(y, m, -0.4602977267696209);
            y = V.MultiplyAdd(y, m, 0.8317431442479309);
            y = V.MultiplyAdd(y, m, 0.47514693623890253);
            var (one, two) = (V.Equal(r, 1), V.Equal(r, 2));
            y *= V.Select(two, 1.5874010519681996, V.Select(one, 1.2599210498948732, 1));
            var a = m * V.Select(two, 4, V.Select(one, 2, 1));
            var cube = y * y * y;
            y = V.MultiplyAdd(y, (a - cube) / (cube + cube + a), y);
            y = y * Exponential.PowerOf2(q - (tiny & 18.0)) | (x & -0.0);
            return V.Select(V.Less(0, size) & V.Less(size, double.PositiveInfinity), y, x);
        }
    }

    private readonly struct HypotFunction : IElementaryFunction2
    {
        private const double Scale = 4.149515568880993e180;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // The squares of floats neither overflow nor vanish.
            if (typeof(T) == typeof(float))
                return WithInfinities(a, b, V.Sqrt(V.MultiplyAdd(a, a, b * b)));
            var (x, y) = (V.Abs(a), V.Abs(b));
            var large = V.Less(y, x);
            (x, y) = (V.Select(large, x, y), V.Select(large, y, x));
            // By 2⁶⁰⁰, which is exact.
            var (huge, tiny) = (V.Less(1e150, x), V.Less(x, 1e-150));
            var scale = V.Select(huge, 1 / Scale, V.Select(tiny, Scale, 1));
            x *= scale;
            y *= scale;
            return WithInfinities(a, b, V.Sqrt(V.MultiplyAdd(x, x, y * y)) * V.Select(huge, Scale, V.Select(tiny, 1 / Scale, 1)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V WithInfinities<V>(V a, V b, V y) where V : unmanaged, IDoubles<V>
        {
            var infinite = V.Equal(V.Abs(a), double.PositiveInfinity) | V.Equal(V.Abs(b), double.PositiveInfinity);
            return V.Select(infinite, double.PositiveInfinity, y);
        }
    }
}
