using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels.Special;

/// <summary>The n-th derivative of ψ, for n from 1 on: (-1)ⁿ⁺¹ n! Σ 1/(x + k)ⁿ⁺¹ over k from 0 on.</summary>
internal readonly struct Polygamma : ILaneFunction
{
    private readonly int _order;
    private readonly double[] _remainder;
    private readonly double[] _reflection;

    public Polygamma(int order)
    {
        _order = order;
        // Those of Euler and Maclaurin, B₂ⱼ/(2j)!, times (n + 1)(n + 2)...(n + 2j - 1).
        _remainder = PolygammaSeries.Remainder.ToArray();
        var rising = order + 1.0;
        for (var j = 0; j < _remainder.Length; j++)
        {
            _remainder[j] *= rising;
            rising *= (order + (2.0 * j) + 2) * (order + (2.0 * j) + 3);
        }
        _reflection = Reflection(order);
    }

    /// <summary>The coefficients of the remainder, in powers of 1/x².</summary>
    public ReadOnlySpan<double> Remainder => _remainder;

    /// <summary>Those of the derivative of π cot(πa) in -a, in powers of the cotangent.</summary>
    public ReadOnlySpan<double> Reflected => _reflection;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes At<TLanes>(TLanes x) where TLanes : unmanaged, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        var one = TLanes.Create(1);
        var a = TLanes.Abs(x);
        var negative = TLanes.Less(x, zero);
        var sum = Sum(TLanes.Select(negative, one + a, a));
        var sign = TLanes.Create((_order & 1) == 0 ? -1 : 1);
        var y = sign * sum;
        if (!TLanes.Any(negative))
            return y;
        // From ψ(-a) = ψ(1 + a) + π cot(πa), whose derivatives in -a are polynomials in the cotangent with coefficients of one sign.
        var cotangent = CotangentOfPi.At(a, out var low) + low;
        var value = Elementary.Polynomial(cotangent, _reflection) - sum;
        value = TLanes.Select(TLanes.Same(a, TLanes.Round(a)), sign * TLanes.Create(double.PositiveInfinity), value);
        // Infinity is its own rounding, but no pole.
        value = TLanes.Select(TLanes.Same(a, TLanes.Create(double.PositiveInfinity)), TLanes.Create(double.NaN), value);
        return TLanes.Select(negative, value, y);
    }

    /// <summary>n! Σ 1/(a + k)ⁿ⁺¹: the first terms, until a is large enough for the formula of Euler and Maclaurin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Sum<TLanes>(TLanes a) where TLanes : unmanaged, ILanes<TLanes>
    {
        var one = TLanes.Create(1);
        var order = TLanes.Create(_order);
        var bound = TLanes.Create(_order + 9.0);
        var sum = TLanes.Create(0);
        TLanes u;
        for (var below = TLanes.Less(a, bound); TLanes.Any(below); below = TLanes.Less(a, bound))
        {
            u = one / a;
            sum += TLanes.Select(below, Power(u) * order * u, TLanes.Create(0));
            a += TLanes.Select(below, one, TLanes.Create(0));
        }
        u = one / a;
        var correction = TLanes.Fused(u, Elementary.Polynomial(u * u, _remainder), TLanes.Create(0.5));
        return sum + (Power(u) * TLanes.Fused(order * u, correction, one));
    }

    /// <summary>(n - 1)! uⁿ, factor by factor, so that no factorial overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLanes Power<TLanes>(TLanes u) where TLanes : unmanaged, ILanes<TLanes>
    {
        var power = u;
        for (var j = 1; j < _order; j++)
            power *= TLanes.Create(j) * u;
        return power;
    }

    // With c = π cot(πa) and c' = -(π² + c²), the derivative of p(c) in -a is (π² + c²)·p'(c).
    private static double[] Reflection(int order)
    {
        double[] p = [0, 1];
        for (var n = 0; n < order; n++)
        {
            var next = new double[p.Length + 1];
            for (var k = 1; k < p.Length; k++)
            {
                next[k - 1] += Math.PI * Math.PI * k * p[k];
                next[k + 1] += k * p[k];
            }
            p = next;
        }
        return p;
    }
}
