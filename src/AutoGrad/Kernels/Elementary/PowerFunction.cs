using System.Numerics;
using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels;

/// <summary>aᵇ = 2^(b·log₂a), within 2 units in the last place, with the signs and special values of IEEE 754.</summary>
internal readonly struct PowerFunction<T, TArithmetic> : IRegisterFunction2<T>
    where T : unmanaged, IFloatingPointIeee754<T> where TArithmetic : struct, IPowerArithmetic<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAt<V>(V a, V b, out V y) where V : struct, IRegister<T, V>
    {
        y = default;
        var size = V.Abs(a);
        if (!V.AllLess(V.Repeat(TArithmetic.GreatestSubnormal), size) || !V.AllLess(size, V.Repeat(T.PositiveInfinity)))
            return false;
        var x = TArithmetic.Log2(size, V.Repeat(T.Zero), out var rest);
        var product = b * x;
        if (!V.AllLess(V.Abs(product), V.Repeat(TArithmetic.LargestExponent - (T.One + T.One + T.One))))
        {
            y = OfLogarithm(a, b, x, rest);
            return true;
        }
        // Mostly all results are ordinary numbers, whose exponent is added to the bits of that of y.
        y = TArithmetic.Reduced(product, V.MultiplyAdd(b, rest, V.MultiplyAdd(b, x, -product)), out var magic);
        y = V.AddBits(y, V.ShiftLeft(magic, TArithmetic.Digits));
        if (!V.AllLess(V.Repeat(T.Zero), a))
            y = OfBase(a, b, y);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V At<V>(V a, V b) where V : struct, IRegister<T, V>
    {
        var (zero, infinity, wholes) = (V.Repeat(T.Zero), V.Repeat(T.PositiveInfinity), V.Repeat(TArithmetic.Wholes));
        var size = V.Abs(a);
        // Numbers without a leading 1 get one: their bits, read as a whole number, count the least of all numbers. None is multiplied, which takes
        // the hardware long.
        var tiny = V.Repeat(TArithmetic.LeastNormal);
        var counted = V.AddBits(size, wholes) - wholes;
        var shift = V.WhereGreater(tiny, size, V.Repeat(TArithmetic.LeastExponent), zero);
        var x = TArithmetic.Log2(V.WhereGreater(tiny, size, counted, size), shift, out var rest);
        // What is neither 0 nor finite is +∞ or NaN, and stays so.
        var other = V.WhereEqual(size, zero, V.Repeat(T.NegativeInfinity), size);
        x = V.WhereGreater(size, zero, V.WhereGreater(infinity, size, x, other), other);
        return OfLogarithm(a, b, x, rest);
    }

    /// <summary>aᵇ for log₂|a| = x + rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfLogarithm<V>(V a, V b, V x, V rest) where V : struct, IRegister<T, V>
    {
        var (zero, one) = (V.Repeat(T.Zero), V.Repeat(T.One));
        var product = b * x;
        var productRest = V.MultiplyAdd(b, rest, V.MultiplyAdd(b, x, -product));
        // Far beyond all exponents it counts no more, and beside an infinite product it is none.
        productRest = V.WhereGreater(V.Repeat(TArithmetic.Wholes), V.Abs(product), productRest, zero);
        var exponent = product + productRest;
        // From the largest exponent on, the result is infinite, and two below the least it rounds to 0.
        var (largest, least) = (V.Repeat(TArithmetic.LargestExponent), V.Repeat(TArithmetic.LeastExponent - T.One - T.One));
        var limited = V.WhereGreater(exponent, largest, largest, V.WhereGreater(least, exponent, least, exponent));
        var room = largest - limited;
        var exponentRest = productRest - (exponent - product);
        exponentRest = V.WhereEqual(limited, exponent, V.WhereGreater(exponentRest, room, room, exponentRest), zero);
        // Where the exponent is NaN, the bits of y are no longer those of it.
        var y = V.WhereEqual(exponent, exponent, Scaled(TArithmetic.Reduced(limited, exponentRest, out var magic), magic), exponent);
        if (!V.AllLess(zero, V.AddBits(V.And(a, V.Repeat(T.NegativeZero)), one)))
        {
            y = OfBase(a, b, y);
            y = V.WhereEqual(a, -one, V.WhereEqual(V.Abs(b), V.Repeat(T.PositiveInfinity), one, y), y);
        }
        return V.WhereEqual(b, zero, one, V.WhereEqual(a, one, one, y));
    }

    /// <summary>2ᵏ·y for y from √½ to √2, in which no step is among the numbers that have no leading 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scaled<V>(V y, V magic) where V : struct, IRegister<T, V>
    {
        // The bits of such a number, as a whole one, count the least of all: rounded once, as the count is added to a large number.
        var wholes = V.Repeat(TArithmetic.Wholes);
        var low = V.Repeat(TArithmetic.Magic - TArithmetic.LargestExponent / (T.One + T.One));
        var counted = V.WhereGreater(magic, low, low, magic) - V.Repeat(TArithmetic.LeastExponent);
        var count = V.AddBits(y, V.ShiftLeft(counted, TArithmetic.Digits));
        return V.WhereGreater(wholes, count, V.AddBits(count + wholes, V.Repeat(TArithmetic.LessWholes)), V.AddBits(y, V.ShiftLeft(magic, TArithmetic.Digits)));
    }

    /// <summary>aᵇ for y = |a|ᵇ: a negative base takes whole exponents only, and keeps its sign for odd ones; the large ones are all even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V OfBase<V>(V a, V b, V y) where V : struct, IRegister<T, V>
    {
        var (zero, wholes) = (V.Repeat(T.Zero), V.Repeat(TArithmetic.Wholes));
        var exponent = V.Min(V.Abs(b), wholes);
        var half = V.Min(V.Abs(b) * V.Repeat(T.One / (T.One + T.One)), wholes);
        var negative = V.AddBits(y, V.And(a, V.Repeat(T.NegativeZero)));
        var fractional = V.WhereGreater(zero, a, V.WhereGreater(a, V.Repeat(T.NegativeInfinity), V.Repeat(T.NaN), y), y);
        return V.WhereEqual(exponent + wholes - wholes, exponent, V.WhereEqual(half + wholes - wholes, half, y, negative), fractional);
    }
}
