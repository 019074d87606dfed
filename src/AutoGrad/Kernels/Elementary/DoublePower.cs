using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>aᵇ = exp(b ln a) in double, within 2 units in the last place, with the signs and special values of IEEE 754.</summary>
internal readonly struct DoublePower : IElementaryFunction2
{
    // Below it in size, the exponent of the result is that of an ordinary number.
    private const double Ordinary = 700;

    // Above it, the result is infinite anyhow, and below the other it rounds to 0.
    private const double Limit = 710;
    private const double Vanishing = -746;

    // The exponent of the least of all numbers, and the least that is whole with all that follow.
    private const double LeastExponent = -1074;
    private const double Wholes = 4503599627370496;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>
    {
        var size = V.Abs(a);
        if (!V.All(V.LessOrEqual(Logarithm.LeastNormal, size) & V.Less(size, double.PositiveInfinity)))
            return AtAny(a, b);
        var x = Logarithm.Of<double, V>(size, 0, out var rest);
        var product = b * x;
        if (!V.All(V.Less(V.Abs(product), Ordinary)))
            return AtExtreme(a, b, x, rest);
        var productRest = V.MultiplyAdd(b, rest, V.MultiplyAdd(b, x, -product));
        var y = (1 + Exponential.Reduced<double, V>(product, productRest, out var k)) * Exponential.PowerOf2(k);
        return V.All(V.Less(0, a)) ? y : AtSigned(a, b, y);
    }

    // What follows is kept out of the loop, whose method would otherwise be more than the compiler takes, and calls would stay calls.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V AtAny<V>(V a, V b) where V : unmanaged, IDoubles<V>
    {
        var size = V.Abs(a);
        // Numbers without a leading 1 get one: their bits, as a whole number, are counted in the least of all numbers. None is ever computed with,
        // since that takes the hardware long.
        var tiny = V.Less(size, Logarithm.LeastNormal);
        var counted = V.AddBits(size, Wholes) - Wholes;
        var x = Logarithm.Of<double, V>(V.Select(tiny, counted, size), tiny & LeastExponent, out var rest);
        // What is neither 0 nor finite is +∞ or NaN, and stays so.
        var zero = V.Equal(size, 0);
        var ordinary = V.Less(size, double.PositiveInfinity) & ~zero;
        x = V.Select(ordinary, x, V.Select(zero, double.NegativeInfinity, size));
        return OfLogarithm(a, b, x, rest);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V AtExtreme<V>(V a, V b, V x, V rest) where V : unmanaged, IDoubles<V> => OfLogarithm(a, b, x, rest);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V AtSigned<V>(V a, V b, V y) where V : unmanaged, IDoubles<V> => OfBase(a, b, y);

    /// <summary>aᵇ for ln|a| = x + rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfLogarithm<V>(V a, V b, V x, V rest) where V : unmanaged, IDoubles<V>
    {
        var product = b * x;
        var productRest = V.MultiplyAdd(b, rest, V.MultiplyAdd(b, x, -product)) & V.Less(V.Abs(product), -Vanishing);
        product = V.Select(V.Less(Limit, product), Limit, V.Select(V.Less(product, Vanishing), Vanishing, product));
        var y = Scaled(1 + Exponential.Reduced<double, V>(product, productRest, out var k), k);
        y = OfBase(a, b, y);
        var one = V.Equal(V.Abs(a), 1) & V.Equal(V.Abs(b), double.PositiveInfinity);
        return V.Select(V.Equal(b, 0) | V.Equal(a, 1) | one, 1, y);
    }

    /// <summary>2ᵏ·y for y from ½ to 2 and whole k from -1080 to 1030, without a step among the numbers that have no leading 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scaled<V>(V y, V k) where V : unmanaged, IDoubles<V>
    {
        // Among these, the bits are those of the whole number that counts the least of all, rounded once as it is added to a large one.
        var low = V.Less(k, -1021);
        var count = y * Exponential.PowerOf2(k - LeastExponent) + Wholes;
        return V.Select(low, V.SubtractBits(count, Wholes), y * 2 * Exponential.PowerOf2(k - 1));
    }

    /// <summary>aᵇ for y = |a|ᵇ: a negative base takes whole exponents only, and keeps its sign for odd ones; the large ones are all even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfBase<V>(V a, V b, V y) where V : unmanaged, IDoubles<V>
    {
        var half = b * 0.5;
        var whole = V.Equal(V.Floor(b), b);
        var odd = whole & ~V.Equal(V.Floor(half), half);
        var finite = V.Less(double.NegativeInfinity, a);
        return V.Select(V.Less(a, 0) & finite & ~whole, double.NaN, y) | (a & odd & -0.0);
    }
}
