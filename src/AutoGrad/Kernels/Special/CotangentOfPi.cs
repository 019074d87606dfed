using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>π cot(πa).</summary>
internal static class CotangentOfPi
{
    // (π cot(πr) - 1/r)/r in powers of r², for |r| up to ¼.
    private static ReadOnlySpan<double> Cotangent =>
    [
        -3.2898681336964533, -2.164646467421509, -2.0346861242956797, -2.008154658917316, -2.0019935241890625, -2.0002919022176484,
        -2.005478642425247, -1.9174609891003684, -2.6677375727101458,
    ];

    // π tan(πq)/q in powers of q², for |q| up to ¼.
    private static ReadOnlySpan<double> Tangent =>
    [
        9.869604401089358, 32.46969701133421, 128.185225809952, 512.0794517083707, 2048.0348874154306, 8192.01769725721,
        32767.758074100515, 131090.95013503544, 523262.9792512705, 2137257.0067163887, 7246141.028245016, 57140459.724314615,
        -212139135.9041468, 4011358206.188525, -19748225015.081844, 78992900060.32742,
    ];

    /// <summary>The value, as a sum of two parts, the second small; infinite where a is a whole number, and there alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes At<TLanes>(TLanes a, out TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        // With a = n + r, it is about 1/r around 0, and vanishes at r = ±½ as the tangent of what is missing does at 0.
        var one = TLanes.Create(1);
        var zero = TLanes.Create(0);
        var r = a - TLanes.Round(a);
        var inverse = one / r;
        var inverseLow = TLanes.Fused(-r, inverse, one) * inverse;
        var q = TLanes.Create(0.5) - TLanes.Abs(r);
        var steep = TLanes.Less(q, TLanes.Create(0.25));
        var tangent = q * Elementary.Polynomial(q * q, Tangent);
        low = TLanes.Select(steep, zero, TLanes.Fused(r, Elementary.Polynomial(r * r, Cotangent), inverseLow));
        return TLanes.Select(steep, TLanes.Select(TLanes.Less(r, zero), -tangent, tangent), inverse);
    }
}
