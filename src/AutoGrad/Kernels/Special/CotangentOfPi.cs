using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>π cot(πa).</summary>
internal static class CotangentOfPi
{
    // What the first two coefficients of each series lack.
    private const double CotangentLow0 = -6.081344700796952e-17;
    private const double CotangentLow1 = -9.49702408571073e-17;
    private const double TangentLow0 = 6.265295508739711e-16;
    private const double TangentLow1 = -2.1281600659438916e-15;

    // (π cot(πr) - 1/r)/r in powers of r², for |r| up to ¼.
    private static ReadOnlySpan<double> Cotangent =>
    [
        -3.289868133696453, -2.1646464674222763, -2.0346861239688985, -2.0081547123951147, -2.001989150584808, -2.0004921192908407,
        -2.000126893358748, -1.9998294364507196, -2.005381250982451, -1.917247917606302, -2.6685174457828276,
    ];

    // π tan(πq)/q in powers of q², for |q| up to ¼.
    private static ReadOnlySpan<double> Tangent =>
    [
        9.869604401089358, 32.46969701133415, 128.1852258100406, 512.0794516609386, 2048.0349007269892, 8192.01544162107,
        32768.00863070996, 131071.74239755532, 524312.8960161462, 2095529.471585028, 8462861.389330333, 31135269.445441995,
        190349685.32329118, -377005807.99475366, 12205112347.476562, -60437820540.9837, 275696392180.23444,
    ];

    /// <summary>The value, as a sum of two parts, the second small; infinite where a is a whole number, and there alone.</summary>
    /// <remarks>To about 2⁻⁵⁷ of it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes At<TLanes>(TLanes a, out TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        // With a = n + r, it is about 1/r around 0, and vanishes at r = ±½ as the tangent of what is missing does at 0.
        var one = TLanes.Create(1);
        var r = a - TLanes.Round(a);
        var inverse = one / r;
        var inverseLow = TLanes.Fused(-r, inverse, one) * inverse;
        var rest = Odd(r, Cotangent, CotangentLow0, CotangentLow1, out var restLow);
        var sum = inverse + rest;
        low = inverse - sum + rest + (restLow + inverseLow);
        var size = TLanes.Abs(r);
        var q = TLanes.Create(0.5) - size;
        var steep = TLanes.Less(q, TLanes.Create(0.25));
        if (!TLanes.Any(steep))
            return sum;
        var tangent = Odd(q, Tangent, TangentLow0, TangentLow1, out var tangentLow);
        var negative = TLanes.Less(r, TLanes.Create(0));
        low = TLanes.Select(steep, TLanes.Select(negative, -tangentLow, tangentLow), low);
        return TLanes.Select(steep, TLanes.Select(negative, -tangent, tangent), sum);
    }

    /// <summary>x·p(x²), as a sum of two parts, where the second parts of the first two coefficients are known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Odd<TLanes>(TLanes x, ReadOnlySpan<double> coefficients, double low0, double low1, out TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        var z = x * x;
        var zLow = TLanes.Fused(x, x, -z);
        var p = Elementary.Polynomial(z, coefficients[2..]);
        var (c0, c1) = (TLanes.Create(coefficients[0]), TLanes.Create(coefficients[1]));
        // Each sum is larger than what is added to it, so that its rounding error is exact.
        var inner = TLanes.Fused(z, p, c1);
        var innerLow = TLanes.Fused(z, p, c1 - inner) + TLanes.Create(low1);
        var outer = TLanes.Fused(z, inner, c0);
        var outerLow = TLanes.Fused(z, inner, c0 - outer) + TLanes.Fused(z, innerLow, TLanes.Fused(zLow, inner, TLanes.Create(low0)));
        var y = x * outer;
        low = TLanes.Fused(x, outerLow, TLanes.Fused(x, outer, -y));
        return y;
    }
}
