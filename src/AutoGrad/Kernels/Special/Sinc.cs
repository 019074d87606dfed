using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>The n-th derivative of sin(πx)/(πx).</summary>
internal readonly struct Sinc : ILaneFunction
{
    // sin(πr)/r in powers of r², for |r| up to ½.
    public static ReadOnlySpan<double> Sine =>
    [
        3.141592653589793, -5.167712780049969, 2.5501640398773007, -0.5992645293189447, 0.0821458865731029, -0.007370430505916944,
        0.0004662998161898394, -2.1903497074626018e-05, 7.697826768224191e-07,
    ];

    private readonly int _order;
    private readonly double _scale;
    private readonly double _nearest;
    private readonly double[] _series;

    public Sinc(int order)
    {
        _order = order;
        _scale = Math.Pow(Math.PI, order);
        // About the n-th root of n!, where the recurrence no longer multiplies errors and the series does not yet cancel.
        _nearest = 2 + (order / Math.E);
        // Differentiated n times, (-1)ʲ t²ʲ/(2j + 1)! is (-1)ʲ tⁱ/((2j + 1) i!) with i = 2j - n.
        var series = new List<double>();
        var (factorial, power) = (1.0, 1.0);
        for (var i = order & 1; power / factorial > 1e-20 || i < 8; i += 2)
        {
            series.Add(((order + i) / 2 % 2 == 0 ? 1 : -1) / (factorial * (order + i + 1)));
            factorial *= (i + 1.0) * (i + 2.0);
            power *= _nearest * _nearest;
        }
        _series = [.. series];
    }

    /// <summary>Up to this |πx| the series is taken.</summary>
    public double Nearest => _nearest;

    /// <summary>The series, in powers of (πx)².</summary>
    public ReadOnlySpan<double> Series => _series;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
    {
        var t = TLanes.Create(Math.PI) * x;
        var y = Elementary.Polynomial(t * t, _series);
        if ((_order & 1) == 1)
            y *= t;
        var near = TLanes.Less(TLanes.Abs(t), TLanes.Create(_nearest));
        // x = n + r, and each n turns the signs.
        var whole = TLanes.Round(x);
        var r = x - whole;
        var half = TLanes.Create(0.5) * whole;
        var even = TLanes.Same(half, TLanes.Round(half));
        var sine = SineOfPi(r);
        var cosine = SineOfPi(TLanes.Create(0.5) - TLanes.Abs(r));
        sine = TLanes.Select(even, sine, -sine);
        cosine = TLanes.Select(even, cosine, -cosine);
        // Leibniz's rule for t·g(t) = sin t: t·gⁿ + n·gⁿ⁻¹ is the n-th derivative of the sine.
        var far = sine / t;
        for (var n = 1; n <= _order; n++)
        {
            (sine, cosine) = (cosine, -sine);
            far = (sine - (TLanes.Create(n) * far)) / t;
        }
        return TLanes.Create(_scale) * TLanes.Select(near, y, far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SineOfPi<TLanes>(TLanes r) where TLanes : unmanaged, ILanes<TLanes> => r * Elementary.Polynomial(r * r, Sine);
}
