using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>What the special functions are made of: polynomials, and exponentials and logarithms with more digits than a double.</summary>
internal static class Elementary
{
    // ln 2 in two parts: the first has so few digits that its products with exponents are exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // 1/2!, 1/3!, ...
    private static ReadOnlySpan<double> Exponential =>
    [
        1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600,
        1.0 / 6227020800,
    ];

    // 2/3, 2/5, ...: ln((1 + s)/(1 - s)) = 2s + s·(2s²/3 + 2s⁴/5 + ...), with |s| below 0.172.
    private static ReadOnlySpan<double> Logarithm =>
        [2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19, 2.0 / 21];

    /// <summary>The polynomial whose coefficients are given, lowest power first, two or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Polynomial<TLanes>(TLanes x, ReadOnlySpan<double> coefficients) where TLanes : unmanaged, ILanes<TLanes>
    {
        // The even powers and the odd ones side by side: in one chain, each step would wait for the one before. The lowest are added last, so that
        // what is not small is rounded once.
        var square = x * x;
        var i = coefficients.Length - 3;
        var sum = TLanes.Create(coefficients[i + 2]);
        var other = TLanes.Create(coefficients[i + 1]);
        for (; i >= 2; i -= 2)
        {
            sum = TLanes.Fused(sum, square, TLanes.Create(coefficients[i]));
            other = TLanes.Fused(other, square, TLanes.Create(coefficients[i - 1]));
        }
        sum = TLanes.Fused(sum, x, other);
        for (; i >= 0; i--)
            sum = TLanes.Fused(sum, x, TLanes.Create(coefficients[i]));
        return sum;
    }

    /// <summary>e to the power of high + low, whose second part is at most a rounding of the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes high, TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        // Beyond, the result is 0 or infinite; NaN stays.
        var limit = TLanes.Create(800);
        high = TLanes.Select(TLanes.Less(high, -limit), -limit, TLanes.Select(TLanes.Less(limit, high), limit, high));
        var magic = TLanes.Create(FloatBits.Magic);
        var k = TLanes.Fused(high, TLanes.Create(1.4426950408889634), magic) - magic;
        var exact = TLanes.Fused(k, TLanes.Create(-Ln2High), high);
        var rest = TLanes.Fused(k, TLanes.Create(-Ln2Low), low);
        var r = exact + rest;
        rest += exact - r;
        var power = TLanes.Create(1) + (r + TLanes.Fused(r * r, Polynomial(r, Exponential), rest));
        // In two steps, so that neither factor is out of range where the result is not.
        var half = TLanes.Fused(k, TLanes.Create(0.5), magic) - magic;
        return power * TLanes.PowerOfTwo(half) * TLanes.PowerOfTwo(k - half);
    }

    /// <summary>ln(x) as the sum of two parts, the second far smaller than the first, to about 2⁻⁵⁸ of the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x, out TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        var one = TLanes.Create(1);
        var tiny = TLanes.Less(x, TLanes.Create(2.2250738585072014e-308));
        var m = TLanes.Split(TLanes.Select(tiny, x * TLanes.Create(18014398509481984), x), out var k);
        k -= TLanes.Select(tiny, TLanes.Create(54), zero);
        // ln(1 + f) = f - f²/2 + s(f²/2 + R) with s = f/(2 + f): f is exact, and the last term small (as in fdlibm).
        var f = m - one;
        var s = f / (f + TLanes.Create(2));
        var square = s * s;
        var halfSquare = TLanes.Create(0.5) * f * f;
        var lost = TLanes.Fused(TLanes.Create(0.5) * f, f, -halfSquare);
        var small = (s * TLanes.Fused(square, Polynomial(square, Logarithm), halfSquare)) - lost;
        var high = f - halfSquare;
        small += f - high - halfSquare;
        var whole = k * TLanes.Create(Ln2High);
        var sum = whole + high;
        // |whole| is the larger, or 0.
        small += TLanes.Fused(k, TLanes.Create(Ln2Low), whole - sum + high);
        var result = sum + small;
        low = sum - result + small;
        // 0, infinity, and what is negative or NaN.
        var infinity = TLanes.Create(double.PositiveInfinity);
        var special = TLanes.Select(TLanes.Same(x, zero), -infinity, TLanes.Select(TLanes.Same(x, infinity), x, TLanes.Create(double.NaN)));
        var ordinary = TLanes.Less(zero, x);
        var finite = TLanes.Less(x, infinity);
        low = TLanes.Select(ordinary, TLanes.Select(finite, low, zero), zero);
        return TLanes.Select(ordinary, TLanes.Select(finite, result, special), special);
    }
}
