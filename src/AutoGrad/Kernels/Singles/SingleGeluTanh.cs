using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>½x(1 + tanh(√(2/π)(x + 0.044715x³))) = x·σ(x(c + d·x²)), within 4 units in the last place.</summary>
internal readonly struct SingleGeluTanh : IPlainFunction<SingleGeluTanh>
{
    // c = 2√(2/π) and d = c·0.044715, each in two parts.
    private const float Linear = 1.5957692f;
    private const float LinearLow = -4.534068e-8f;
    private const float Cubic = 0.071354814f;
    private const float CubicLow = 2.3988325e-9f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        var one = V.Repeat(1);
        // The exponent in two parts, since its error is multiplied by its size. Beyond 15 it need not grow: the results are 0 or x.
        var a = SingleExponential.AtMost(V.Abs(x), 15);
        var square = a * a;
        var squareLow = V.MultiplyAdd(a, a, -square);
        var product = V.Repeat(Cubic) * square;
        var productLow = V.MultiplyAdd(V.Repeat(Cubic), square, -product);
        productLow = V.MultiplyAdd(V.Repeat(Cubic), squareLow, V.MultiplyAdd(V.Repeat(CubicLow), square, productLow));
        var sum = product + V.Repeat(Linear);
        var part = sum - product;
        var sumLow = product - (sum - part) + (V.Repeat(Linear) - part) + (productLow + V.Repeat(LinearLow));
        var high = a * sum;
        var low = V.MultiplyAdd(a, sumLow, V.MultiplyAdd(a, sum, -high));
        // σ(-u) = e⁻ᵘ/(1 + e⁻ᵘ) and σ(u) = 1/(1 + e⁻ᵘ).
        var mantissa = one + SingleExponential.Reduced(-SingleExponential.AtMost(high, 110), -low, out var k);
        var zero = V.Repeat(0);
        var y = V.WhereGreater(zero, x, -a * mantissa, x) / (one + SingleExponential.Scale(mantissa, k));
        // At -∞, the product of -∞ and 0.
        return V.WhereGreater(zero, x, V.MultiplyAdd(zero, x, SingleExponential.Scale(y, k)), y);
    }
}
