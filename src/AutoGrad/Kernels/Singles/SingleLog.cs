using System.Runtime.CompilerServices;
using AutoGrad.Kernels.Fused;

namespace AutoGrad.Kernels.Singles;

/// <summary>ln x, within 1 unit in the last place.</summary>
internal readonly struct SingleLog : ISingleFunction
{
    private const float GreatestSubnormal = 1.17549421e-38f;
    private const int ThreeQuartersBits = 0x3F400000;

    // Below the leading bit of 2²³, a whole number stands as such.
    private const float Wholes = 8388608;

    public static void Apply<V>(ReadOnlySpan<float> x, Span<float> y) where V : struct, IRegister<float, V> => SingleLoop.Apply<Body<V>, V>(x, y);

    [method: MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly struct Body<V>(Held<V> held) : ISingleBody<Body<V>, V> where V : struct, IRegister<float, V>
    {
        private readonly V _one = held.Of(1);
        private readonly V _ln2 = held.Of(0.6931472f);
        private readonly V _tenth = held.Of(-0.045112055f);
        private readonly V _ninth = held.Of(0.104688786f);
        private readonly V _eighth = held.Of(-0.13163874f);
        private readonly V _seventh = held.Of(0.14478321f);
        private readonly V _sixth = held.Of(-0.16646999f);
        private readonly V _fifth = held.Of(0.1999082f);
        private readonly V _fourth = held.Of(-0.25000104f);
        private readonly V _third = held.Of(0.3333345f);
        private readonly V _second = held.Of(-0.5f);

        public static bool IsTotal => V.HasParts;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Body<V> Create(Held<V> held) => new(held);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool IsOrdinary(V x) => V.AllLess(V.Repeat(GreatestSubnormal), x) && V.AllLess(x, V.Repeat(float.PositiveInfinity));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V At(V x)
        {
            if (!V.HasParts)
                return OfNormal(x, V.Repeat(0));
            // The exponents of 0 and infinity, times ln 2, are their logarithms.
            var m = V.Mantissa(x);
            return OfParts(m, V.Exponent(x) - V.Exponent(m));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V AtRare(V x)
        {
            var body = new Body<V>(default);
            var (zero, infinity) = (V.Repeat(0), V.Repeat(float.PositiveInfinity));
            // Numbers without a leading 1 get one.
            var least = V.Repeat(GreatestSubnormal);
            var y = body.OfNormal(V.WhereGreater(x, least, x, x * V.Repeat(16777216)), V.WhereGreater(x, least, zero, V.Repeat(-24)));
            // What is neither positive nor finite is -∞ at 0, NaN below, and +∞ or NaN as it is.
            var other = V.WhereEqual(x, zero, -infinity, V.WhereGreater(zero, x, V.Repeat(float.NaN), x));
            return V.WhereGreater(x, zero, V.WhereGreater(infinity, x, y, other), other);
        }

        // The others have the same, and both need not be computed.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Choose(V x, V ordinary, V rare) => rare;

        // ln x + shift·ln 2, for finite x with a leading 1.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V OfNormal(V x, V shift)
        {
            // x = m·2ᵉ with m from ¾ to 1½: the bits of x less those of ¾, plus 128 exponents, are never negative.
            var bits = V.AddBits(x, V.Repeat(BitConverter.Int32BitsToSingle((128 << 23) - ThreeQuartersBits)));
            var m = V.AddBits(V.And(bits, V.Repeat(BitConverter.Int32BitsToSingle((1 << 23) - 1))), V.Repeat(BitConverter.Int32BitsToSingle(ThreeQuartersBits)));
            return OfParts(m, V.AddBits(V.ShiftRight(bits, 23), V.Repeat(Wholes)) - V.Repeat(Wholes + 128) + shift);
        }

        // ln m + e·ln 2.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private V OfParts(V m, V e)
        {
            // ln(1 + f) = f + f²·p(f): near 1, where the exponent is 0, only the last step rounds what is not small.
            var f = m - _one;
            var p = V.MultiplyAdd(f, _tenth, _ninth);
            p = V.MultiplyAdd(f, p, _eighth);
            p = V.MultiplyAdd(f, p, _seventh);
            p = V.MultiplyAdd(f, p, _sixth);
            p = V.MultiplyAdd(f, p, _fifth);
            p = V.MultiplyAdd(f, p, _fourth);
            p = V.MultiplyAdd(f, p, _third);
            p = V.MultiplyAdd(f, p, _second);
            // Rounded once only, the products with exponents need no second part of ln 2.
            return V.MultiplyAdd(e, _ln2, V.MultiplyAdd(f * f, p, f));
        }
    }
}
