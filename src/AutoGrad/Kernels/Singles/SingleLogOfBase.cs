using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>log₂x and log₁₀x, within 2 units in the last place.</summary>
internal static class SingleLogOfBase
{
    private const float LeastNormal = 1.17549435e-38f;

    // From here on, each number is whole.
    private const float Wholes = 8388608;

    /// <summary>ln x times a factor, where each power of 2 adds unit + unitLow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Of<V>(V x, float factor, float unit, float unitLow) where V : struct, IRegister<float, V>
    {
        var (zero, infinity) = (V.Repeat(0), V.Repeat(float.PositiveInfinity));
        // Numbers without a leading 1 get one: their bits, as a whole number, count the least of all.
        var least = V.Repeat(LeastNormal);
        var counted = V.AddBits(x, V.Repeat(Wholes)) - V.Repeat(Wholes);
        var m = SingleLogarithm.OfMantissa(V.WhereGreater(least, x, counted, x), zero, out var e);
        e -= V.WhereGreater(least, x, V.Repeat(149), zero);
        var y = V.MultiplyAdd(e, V.Repeat(unit), V.MultiplyAdd(m, V.Repeat(factor), e * V.Repeat(unitLow)));
        var other = V.WhereEqual(x, zero, -infinity, V.WhereGreater(zero, x, V.Repeat(float.NaN), x));
        return V.WhereGreater(x, zero, V.WhereGreater(infinity, x, y, other), other);
    }

    internal readonly struct Base2 : IPlainFunction<Base2>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V At<V>(V x) where V : struct, IRegister<float, V> => Of(x, 1.442695f, 1, 0);
    }

    internal readonly struct Base10 : IPlainFunction<Base10>
    {
        // The first 15 bits of log₁₀2, whose product with an exponent is exact, and the rest.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V At<V>(V x) where V : struct, IRegister<float, V> => Of(x, 0.4342945f, 0.30102539f, 4.605039e-6f);
    }
}
