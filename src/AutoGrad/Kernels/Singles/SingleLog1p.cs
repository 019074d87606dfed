using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>ln(1 + x), within 2 units in the last place.</summary>
internal readonly struct SingleLog1p : IPlainFunction<SingleLog1p>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V x) where V : struct, IRegister<float, V>
    {
        var (zero, one, infinity) = (V.Repeat(0), V.Repeat(1), V.Repeat(float.PositiveInfinity));
        // 1 + x = u + c, where c is what the rounding of u lost.
        var u = one + x;
        var c = V.WhereGreater(x, one, one - (u - x), x - (u - one));
        var y = SingleLogarithm.OfMantissa(u, c / u, out var e);
        y = V.MultiplyAdd(e, V.Repeat(SingleLogarithm.Ln2High), V.MultiplyAdd(e, V.Repeat(SingleLogarithm.Ln2Low), y));
        // What is neither positive nor finite is -∞ at 0, NaN below, and +∞ or NaN as it is; near 0, x itself keeps the sign of 0.
        var other = V.WhereEqual(u, zero, -infinity, V.WhereGreater(zero, u, V.Repeat(float.NaN), u));
        y = V.WhereGreater(u, zero, V.WhereGreater(infinity, u, y, other), other);
        return V.WhereEqual(x, zero, x, y);
    }
}
