using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>aᵇ = exp(b ln a), with the signs and special values of IEEE 754.</summary>
internal static class Power
{
    public static void Pow<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged => ElementaryMap.Apply<T, PowFunction>(a, b, y);

    private readonly struct PowFunction : IElementaryFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var size = V.Abs(a);
            var logarithm = Logarithm.OfAny<T, V>(size, out var logarithmRest);
            var exponent = b * logarithm;
            var exponentRest = V.MultiplyAdd(b, logarithm, -exponent) + (b * logarithmRest);
            // Beyond 800 in size, the result is 0 or infinite anyhow.
            exponentRest &= V.Less(V.Abs(exponent), 800);
            exponent = V.Select(V.Less(800, exponent), 800, V.Select(V.Less(exponent, -800), -800, exponent));
            var p = Exponential.Reduced<T, V>(exponent, exponentRest, out var k);
            var y = Exponential.Scale(1 + p, k);

            // A negative base takes whole exponents only, and keeps its sign for odd ones; the large ones are all even.
            var half = b * 0.5;
            var whole = V.Equal(V.Floor(b), b);
            var odd = whole & ~V.Equal(V.Floor(half), half);
            var finite = V.Less(size, double.PositiveInfinity);
            y = V.Select(V.Less(a, 0) & finite & ~whole, double.NaN, y) | (a & odd & -0.0);
            return V.Select(V.Equal(b, 0) | V.Equal(a, 1) | (V.Equal(a, -1) & V.Equal(V.Abs(b), double.PositiveInfinity)), 1, y);
        }
    }
}
