using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>ln|Γ(x)|.</summary>
internal readonly struct LogGamma : ILaneFunction
{
    // Beyond it the result is infinite.
    public const double Largest = 2.5599833278516383e305;

    // ½ ln 2π in two parts.
    public const double HalfLogTwoPi = 0.9189385332046728;
    private const double HalfLogTwoPiLow = -3.8782941580672414e-17;

    // ln Γ(2 + z)/z in powers of z, for |z| up to ½.
    public static ReadOnlySpan<double> AroundTwo =>
    [
        0.42278433509846713, 0.32246703342411326, -0.0673523010531981, 0.02058080842778038, -0.0073855510286719986, 0.002890510331034267,
        -0.0011927539118428156, 0.0005096695154115458, -0.00022315475400520507, 9.945767355819498e-05, -4.49263133791557e-05,
        2.0505590755833454e-05, -9.438715099211532e-06, 4.38470440459836e-06, -2.0439048107029907e-06, 9.200527894968101e-07,
        -4.3252393445604814e-07, 2.78740805211359e-07, -1.3219945666117874e-07,
    ];

    // x(ln Γ(x) - (x - ½)ln x + x - ½ ln 2π) in powers of 1/x², for x from 2.5 on: Stirling's series, made to end.
    public static ReadOnlySpan<double> Stirling =>
    [
        0.08333333333333333, -0.002777777777777214, 0.0007936507933462513, -0.0005952380292171348, 0.000841743199225592,
        -0.0019169808118864094, 0.006383936584160568, -0.028640330667313352, 0.1558832342861886, -0.9007478902282088, 4.851861977095752,
        -21.95480171637568, 76.7018041029875, -189.66298668401785, 292.00281156825474, -209.09702937689,
    ];

    // sin(πr)/(πr) in powers of r², for |r| up to ½.
    public static ReadOnlySpan<double> Sine =>
    [
        1.0, -1.6449340668482264, 0.8117424252833393, -0.19075182412149616, 0.02614784780555096, -0.0023460808954639607,
        0.0001484278414189103, -6.972099660851199e-06, 2.4502943624559793e-07,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
    {
        var reflected = TLanes.Less(x, TLanes.Create(-0.5));
        var a = TLanes.Select(reflected, -x, x);
        var y = Unreflected(a, out var low);
        return TLanes.Any(reflected) ? TLanes.Select(reflected, Reflected(x, y, low), y + low) : y + low;
    }

    /// <summary>Γ(-a) = -1/(Γ(a)·a·sin(πa)/π) for x = -a, where ln Γ(a) is the sum of two parts.</summary>
    /// <remarks>Inlined, it would be more than the compiler takes in one method, and all calls of it would stay calls.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TLanes Reflected<TLanes>(TLanes x, TLanes high, TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        var a = TLanes.Abs(x);
        var r = TLanes.Abs(a - TLanes.Round(a));
        var logarithm = Elementary.Log(a * r * Elementary.Polynomial(r * r, Sine), out var logarithmLow);
        var sum = high + logarithm;
        var part = sum - high;
        var value = -(sum + (high - (sum - part) + (logarithm - part) + low + logarithmLow));
        // At the poles both terms are infinite, or the logarithm alone.
        var pole = TLanes.Select(TLanes.Less(TLanes.Create(Largest), a), TLanes.Create(0), r);
        value = TLanes.Select(TLanes.Same(pole, TLanes.Create(0)), TLanes.Create(double.PositiveInfinity), value);
        // Beside a zero the terms cancel.
        var small = TLanes.Select(TLanes.Less(x, TLanes.Create(0)), TLanes.Less(TLanes.Abs(value), TLanes.Create(0.6)), TLanes.Create(0));
        return TLanes.Any(small) ? Lanewise.Replace(value, small, x, LogGammaZeros.At) : value;
    }

    /// <summary>The same for a from -½ on, as a sum of two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Unreflected<TLanes>(TLanes a, out TLanes low) where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        var one = TLanes.Create(1);
        // Γ(2 + z) = Γ(a)·p, where p is a(a + 1), a or 1.
        var small = TLanes.Less(a, TLanes.Create(0.5));
        var middle = TLanes.Less(a, TLanes.Create(1.5));
        var far = TLanes.Less(TLanes.Create(2.5), a);
        var z = a - TLanes.Select(small, zero, TLanes.Select(middle, one, TLanes.Create(2)));
        var product = TLanes.Fused(a, a, a);
        var p = TLanes.Abs(TLanes.Select(small, product, TLanes.Select(middle, a, TLanes.Select(far, a, one))));
        var logarithm = Elementary.Log(p, out var logarithmLow);
        // What the rounding of a(a + 1) took from it, in parts of it.
        var lost = TLanes.Fused(a, a, a - product) / product;
        lost = TLanes.Select(TLanes.Same(product, zero), zero, TLanes.Select(small, lost, zero));
        var near = TLanes.Fused(z, Elementary.Polynomial(z, AroundTwo), -logarithm);
        low = -logarithmLow - lost;
        if (!TLanes.Any(far))
            return near;
        // (a - ½)ln a - a + ½ ln 2π + ... = a(ln a - 1) + (½ ln 2π - ½ ln a) + ...
        var factor = logarithm - one;
        var factorLow = -one - (factor - logarithm) + logarithmLow;
        var whole = a * factor;
        var u = one / a;
        var rest = TLanes.Fused(u, Elementary.Polynomial(u * u, Stirling), TLanes.Create(HalfLogTwoPiLow));
        rest += TLanes.Fused(a, factorLow, TLanes.Fused(a, factor, -whole));
        rest += TLanes.Fused(TLanes.Create(-0.5), logarithm, TLanes.Create(HalfLogTwoPi));
        var infinite = TLanes.Less(TLanes.Create(Largest), a);
        low = TLanes.Select(far, TLanes.Select(infinite, zero, rest), low);
        return TLanes.Select(far, TLanes.Select(infinite, TLanes.Create(double.PositiveInfinity), whole), near);
    }
}
