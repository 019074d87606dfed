using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Singles;

namespace AutoGrad.Kernels.Special;

/// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))) = x·σ(x(c + d·x²)), within 4 units in the last place.</summary>
internal static class GeluTanhKernel
{
    /// <summary>c = 2√(2/π).</summary>
    public const double Linear = 1.5957691216057308;

    /// <summary>d = 2√(2/π)·0.044715.</summary>
    public const double Cubic = Linear * 0.044715;

    /// <summary>From here on the sigmoid is 0 or 1 in every element type, so that x² need not grow further, nor overflow.</summary>
    public const double LargestSquare = 1e4;

    public static void Gelu<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        ElementaryMap.ApplyByType<T, InDouble, SingleGeluTanh>(x, y);

    private readonly struct InDouble : IElementaryFunction
    {
        // What the rounding of c lost; d in two parts.
        private const double LinearLow = -9.96930880911092e-17;
        private const double CubicHigh = 0.07135481627260025;
        private const double CubicLow = -6.175149918155315e-19;

        // From here on the results are 0 or x.
        private const double Largest = 21.6;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V x) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            // The exponent in two parts, since its error is multiplied by its size.
            var a = V.Abs(x);
            a = V.Select(V.Less(Largest, a), Largest, a);
            var square = a * a;
            var product = CubicHigh * square;
            var productLow = V.MultiplyAdd(CubicHigh, square, -product);
            productLow = V.MultiplyAdd(CubicHigh, V.MultiplyAdd(a, a, -square), V.MultiplyAdd(CubicLow, square, productLow));
            var sum = product + Linear;
            var part = sum - product;
            var sumLow = product - (sum - part) + (Linear - part) + (productLow + LinearLow);
            var high = a * sum;
            var low = V.MultiplyAdd(a, sumLow, V.MultiplyAdd(a, sum, -high));
            // σ(-u) = e⁻ᵘ/(1 + e⁻ᵘ) and σ(u) = 1/(1 + e⁻ᵘ).
            var mantissa = 1 + Exponential.Reduced<T, V>(-high, -low, out var k);
            var isLeft = V.Less(x, 0);
            var y = V.Select(isLeft, -a * mantissa, x) / (1 + Exponential.Scale(mantissa, k));
            // At -∞, the product of -∞ and 0.
            return V.Select(isLeft, V.MultiplyAdd(0, x, Exponential.Scale(y, k)), y);
        }
    }
}
