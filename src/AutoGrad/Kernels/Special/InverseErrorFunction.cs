using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>The y with erf y = x, by polynomials in w = -ln(1 - x²), which straighten it (after Giles, 2012).</summary>
internal readonly struct InverseErrorFunction : ILaneFunction
{
    // 1/√w lies between them.
    public const double Least = 1 / 6.2;
    public const double Largest = 0.45;

    // y/x in powers of v = (w - 2.5)/2.5, for w up to 5.
    public static ReadOnlySpan<double> Central =>
    [
        1.501409351110792, 0.6166006918604175, -0.02610823577739765, -0.019573561059547377, 0.008525400950939892, -0.0004878983983252155,
        -0.0008341356436926482, 0.0002921906851342163, 2.0472417839420812e-05, -4.1432071450377935e-05, 8.652721877484876e-06,
        2.851652817060834e-06, -1.853870554105327e-06, 1.3583392473566449e-07, 1.9953933232996815e-07, -7.08985061397636e-08,
        -6.70810932648382e-09, 1.1040417909061025e-08, -1.9880707100189075e-09, -9.760204713196851e-10, 4.4650677608736676e-10,
        3.867417238765463e-11, -3.9169363297916484e-11,
    ];

    // y/√w in powers of 1/√w, stretched to lie from -1 to 1, for w from 5 to 37, which is beyond the last double before 1.
    public static ReadOnlySpan<double> Tail =>
    [
        0.9492530429792301, -0.02666169800803179, 0.0032807139284352937, 0.0011259737554955062, -0.00034546197687995386,
        -2.0726132532467237e-05, -2.566839719162142e-05, 1.8695738110736e-05, 1.183626206821195e-05, -6.398776584801181e-06,
        -5.608891723620748e-06, 3.908144596206574e-06, 1.6697555890202068e-06, -2.2971296205408575e-06, 7.623425278655704e-08,
        1.0115619468194472e-06, -5.243002947721742e-07, -1.7509633429748834e-07, 3.5602866760562705e-07, -1.491813085018917e-07,
        -1.0092884842956341e-07, 1.5228678259775461e-07, -1.9906199316755766e-08, -6.961592137855635e-08, 2.9242638586850194e-08,
        1.7422593951811657e-08, -1.070646210890651e-08, -1.933445025956824e-09, 1.4943711063788732e-09,
    ];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
    {
        var one = TLanes.Create(1);
        var w = -Elementary.Log(TLanes.Fused(-x, x, one), out _);
        var y = x * Elementary.Polynomial(TLanes.Fused(w, TLanes.Create(1 / 2.5), -one), Central);
        var far = TLanes.Less(TLanes.Create(5), w);
        if (!TLanes.Any(far))
            return y;
        var root = TLanes.Sqrt(w);
        var scaled = ((one / root) - TLanes.Create((Largest + Least) / 2)) * TLanes.Create(2 / (Largest - Least));
        var value = root * Elementary.Polynomial(scaled, Tail);
        value = TLanes.Select(TLanes.Same(TLanes.Abs(x), one), TLanes.Create(double.PositiveInfinity), value);
        return TLanes.Select(far, TLanes.Select(TLanes.Less(x, TLanes.Create(0)), -value, value), y);
    }
}
