using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>ψ(x) = Γ'(x)/Γ(x).</summary>
internal readonly struct Digamma : ILaneFunction
{
    // The positive zero, less 1, in two parts.
    public const double Root = 0.46163214496836225;
    public const double RootLow = 9.549995429965697e-17;

    // ψ(1.5 + v)/(1.5 + v - zero) in powers of v, for |v| up to ½.
    public static ReadOnlySpan<double> BesideZero =>
    [
        0.9510558760318328, -0.4236274212814606, 0.24054248424078697, -0.14840492305388092, 0.09498872445289039, -0.06192213327548831,
        0.040760833940846085, -0.026975796659787055, 0.017907248317313294, -0.011908220105959716, 0.007927021796868154,
        -0.005279937255532708, 0.003518106563802472, -0.0023454947397380833, 0.0015633696313653504, -0.0010364584817312839,
        0.0006909255761282986, -0.00048595039220036254, 0.00032395945401345196, -0.00014480643368061614, 9.653646261410062e-05,
        -0.0001782188548855923, 0.00011881232908510335,
    ];

    // x²(ln x - 1/(2x) - ψ(x)) in powers of 1/x, for x from 2 on: the asymptotic series, made to end.
    public static ReadOnlySpan<double> Far =>
    [
        0.08333333333333333, -1.2590583914507228e-15, -0.008333333332995374, -3.627281303730415e-11, 0.003968256042121452,
        -7.295692761044399e-08, -0.004164946584522678, -2.871630664877653e-05, 0.007927900435758469, -0.003248585104514897,
        0.001758678720568674, -0.12294239744653883, 0.5839488178262104, -1.4921220528328907, 2.545019335272396, -3.068688594600131,
        2.61558959913395, -1.510878040476079, 0.532851431485678, -0.08679140014609725,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        var one = TLanes.Create(1);
        var a = TLanes.Abs(x);
        var negative = TLanes.Less(x, zero);
        var u = one / TLanes.Select(negative, a, x);
        // To the left ψ(1 + a) is wanted, to the right ψ(a), which differs by 1/a; the polynomial gives ψ(1 + z).
        var small = TLanes.Less(a, one);
        var z = a - TLanes.Select(small, zero, one);
        var y = (z - TLanes.Create(Root) - TLanes.Create(RootLow)) * Elementary.Polynomial(z - TLanes.Create(0.5), BesideZero);
        var step = TLanes.Select(small, TLanes.Select(negative, zero, -u), TLanes.Select(negative, u, zero));
        var far = TLanes.Less(TLanes.Create(2), a);
        if (TLanes.Any(far))
        {
            // ln a ± 1/(2a) with what the sum and the quotient lost: to the left it may cancel with the cotangent.
            var logarithm = Elementary.Log(a, out var low);
            var half = TLanes.Select(negative, TLanes.Create(0.5), TLanes.Create(-0.5));
            var sum = TLanes.Fused(half, u, logarithm);
            low += TLanes.Fused(half, u, logarithm - sum);
            low = TLanes.Fused(half * u, TLanes.Fused(-a, u, one), low) - (u * u * Elementary.Polynomial(u, Far));
            y = TLanes.Select(far, sum, y);
            // At infinity nothing is lost.
            step = TLanes.Select(far, TLanes.Select(TLanes.Less(a, TLanes.Create(double.PositiveInfinity)), low, zero), step);
        }
        return TLanes.Any(negative) ? TLanes.Select(negative, Reflected(x, y, step), y + step) : y + step;
    }

    /// <summary>ψ(-a) = ψ(1 + a) + π cot(πa) for x = -a, where ψ(1 + a) is the sum of two parts.</summary>
    /// <remarks>Inlined, it would be more than the compiler takes in one method, and all calls of it would stay calls.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TLanes Reflected<TLanes>(TLanes x, TLanes high, TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        var a = TLanes.Abs(x);
        var one = TLanes.Create(1);
        var cotangent = CotangentOfPi.At(a, out var cotangentLow);
        var sum = high + cotangent;
        var part = sum - high;
        var value = sum + (high - (sum - part) + (cotangent - part) + (cotangentLow + low));
        // An infinite cotangent, next to a pole, leaves a rest that is not a number.
        value = TLanes.Select(TLanes.Less(TLanes.Create(1e300), TLanes.Abs(cotangent)), cotangent, value);
        value = TLanes.Select(TLanes.Same(a, TLanes.Round(a)), TLanes.Create(double.NaN), value);
        // Beside a zero the terms cancel.
        var limit = TLanes.Select(TLanes.Less(TLanes.Create(2), a), TLanes.Create(0.125), one);
        var small = TLanes.Select(TLanes.Less(x, TLanes.Create(0)), TLanes.Less(TLanes.Abs(value), limit), TLanes.Create(0));
        return TLanes.Any(small) ? Lanewise.Replace(value, small, x, DigammaZeros.At) : value;
    }
}
