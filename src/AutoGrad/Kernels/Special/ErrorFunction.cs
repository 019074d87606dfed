using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>erf x = 2/√π ∫₀ˣ e^-t² dt, its complement erfc x = 1 - erf x, and x·Φ(x) with the normal distribution Φ(x) = ½ erfc(-x/√2).</summary>
internal static class ErrorFunction
{
    // erf(x)/x in powers of x², for |x| up to 1.
    public static ReadOnlySpan<double> Central =>
    [
        1.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792, 0.0052239776248180145,
        -0.000854832698083379, 0.0001205533111164271, -1.4925595266831182e-05, 1.6461000484121368e-06, -1.6350312701054695e-07,
        1.4659775274047436e-08, -1.1372848856791674e-09, 5.957176147748911e-11,
    ];

    // e^x² erfc(x)·(1 + 2x) in powers of (x - 3)/(x + 3), for x from ½ to 28 (after Shepherd and Laframboise, 1981).
    public static ReadOnlySpan<double> Tail =>
    [
        1.2530080582697296, -0.1356211061245812, -0.0475622943534507, 0.12964515870276203, -0.11927366341531179, 0.06830802734394434,
        -0.02377051491853638, 0.002529391816335117, 0.0018886903564002055, -0.0007798322714918795, -0.00010515976008945177,
        0.00012509932758636072, 4.9491714476033325e-06, -2.0100376113106087e-05, -7.300550882569987e-07, 3.471616676593574e-06,
        3.52693258412998e-07, -6.146346341425417e-07, -1.3432312409451292e-07, 9.877438074940672e-08, 3.42329907978226e-08,
        -1.0659628807393203e-08, -4.325370719107278e-09,
    ];

    /// <summary>erfc(a) for a from ½ to 28, where a² = high + low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Complement<TLanes>(TLanes a, TLanes high, TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        var three = TLanes.Create(3);
        var scaled = Elementary.Polynomial((a - three) / (a + three), Tail);
        return Elementary.Exp(-high, -low) * scaled / TLanes.Fused(TLanes.Create(2), a, TLanes.Create(1));
    }

    /// <summary>erfc(a) for a from ½ on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Complement<TLanes>(TLanes a) where TLanes : unmanaged, ILanes<TLanes>
    {
        // There it is less than the least double.
        var last = TLanes.Create(28);
        a = TLanes.Select(TLanes.Less(last, a), last, a);
        var square = a * a;
        return Complement(a, square, TLanes.Fused(a, a, -square));
    }

    internal readonly struct Erf : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
        {
            var y = x * Elementary.Polynomial(x * x, Central);
            var a = TLanes.Abs(x);
            var one = TLanes.Create(1);
            var far = TLanes.Less(one, a);
            if (!TLanes.Any(far))
                return y;
            var value = one - Complement(a);
            return TLanes.Select(far, TLanes.Select(TLanes.Less(x, TLanes.Create(0)), -value, value), y);
        }
    }

    internal readonly struct Erfc : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
        {
            var one = TLanes.Create(1);
            var y = TLanes.Fused(-x, Elementary.Polynomial(x * x, Central), one);
            var a = TLanes.Abs(x);
            var far = TLanes.Less(TLanes.Create(0.5), a);
            if (!TLanes.Any(far))
                return y;
            var value = Complement(a);
            return TLanes.Select(far, TLanes.Select(TLanes.Less(x, TLanes.Create(0)), TLanes.Create(2) - value, value), y);
        }
    }

    internal readonly struct Gelu : ILaneFunction
    {
        private const double RootHalf = 0.7071067811865476;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
        {
            var half = TLanes.Create(0.5);
            var one = TLanes.Create(1);
            var t = TLanes.Create(RootHalf) * x;
            var y = half * x * TLanes.Fused(t, Elementary.Polynomial(t * t, Central), one);
            var far = TLanes.Less(half, TLanes.Abs(t));
            if (!TLanes.Any(far))
                return y;
            // There Φ(-a) is less than the least double.
            var last = TLanes.Create(39);
            var a = TLanes.Abs(x);
            a = TLanes.Select(TLanes.Less(last, a), last, a);
            // Taken from x itself, the exponent x²/2 has no error that a large x would multiply.
            var halved = half * a;
            var square = halved * a;
            var value = half * Complement(TLanes.Create(RootHalf) * a, square, TLanes.Fused(halved, a, -square));
            return TLanes.Select(far, x * TLanes.Select(TLanes.Less(x, TLanes.Create(0)), value, one - value), y);
        }
    }
}
