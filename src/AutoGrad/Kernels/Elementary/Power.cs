using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels;

/// <summary>aᵇ = exp(b ln a), with the signs and special values of IEEE 754.</summary>
internal static class Power
{
    public static void Pow<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            SingleMap.Apply<SinglePower>(MemoryMarshal.Cast<T, float>(a), MemoryMarshal.Cast<T, float>(b), MemoryMarshal.Cast<T, float>(y));
        else
            ElementaryMap.Apply<T, PowFunction>(a, b, y);
    }

    public static void Pow<T>(ReadOnlySpan<T> a, T b, Span<T> y) where T : unmanaged
    {
        Span<T> repeated = stackalloc T[Math.Min(a.Length, Broadcast.TileLength)];
        repeated.Fill(b);
        for (var start = 0; start < a.Length; start += repeated.Length)
        {
            var length = Math.Min(repeated.Length, a.Length - start);
            Pow(a.Slice(start, length), repeated[..length], y.Slice(start, length));
        }
    }

    /// <summary>In double.</summary>
    private readonly struct PowFunction : IElementaryFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var common = V.LessOrEqual(Logarithm.LeastNormal, a) & V.Less(a, double.PositiveInfinity) & V.Less(V.Abs(b), double.PositiveInfinity);
            if (V.All(common))
                return ExpOfProduct<T, V>(b, Logarithm.Of<T, V>(a, 0, out var rest), rest);

            var size = V.Abs(a);
            var y = ExpOfProduct<T, V>(b, Logarithm.OfAny<T, V>(size, out var sizeRest), sizeRest);
            // A negative base takes whole exponents only, and keeps its sign for odd ones; the large ones are all even.
            var half = b * 0.5;
            var whole = V.Equal(V.Floor(b), b);
            var odd = whole & ~V.Equal(V.Floor(half), half);
            var finite = V.Less(size, double.PositiveInfinity);
            y = V.Select(V.Less(a, 0) & finite & ~whole, double.NaN, y) | (a & odd & -0.0);
            return V.Select(V.Equal(b, 0) | V.Equal(a, 1) | (V.Equal(a, -1) & V.Equal(V.Abs(b), double.PositiveInfinity)), 1, y);
        }

        // exp(b·(x + rest)), with the product to twice the digits.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static V ExpOfProduct<T, V>(V b, V x, V rest) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var product = b * x;
            var productRest = V.MultiplyAdd(b, rest, V.MultiplyAdd(b, x, -product));
            // Mostly all results are ordinary numbers, and 2ᵏ too.
            if (V.All(V.Less(V.Abs(product), 700)))
            {
                var fraction = Exponential.Reduced<T, V>(product, productRest, out var exponent);
                return (1 + fraction) * Exponential.PowerOf2(exponent);
            }
            // Beyond the limit, the result is 0 or infinite anyhow.
            var limit = 800.0;
            productRest &= V.Less(V.Abs(product), limit);
            product = V.Select(V.Less(limit, product), limit, V.Select(V.Less(product, -limit), -limit, product));
            var p = Exponential.Reduced<T, V>(product, productRest, out var k);
            return Exponential.Scale(1 + p, k);
        }
    }
}
