using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>The remainder of a division, and the quotient without it.</summary>
internal static class Division
{
    // Below it, a quotient is rounded by less than ½.
    private const double LargestQuotient = 4503599627370496;

    /// <summary>a - b⌊a/b⌋, of the sign of b.</summary>
    public static void Remainder<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Apply<T, RemainderFunction>(a, b, y, Remainder);

    /// <summary>⌊a/b⌋, from the exact quotient, and a/b for b = 0.</summary>
    public static void FloorQuotient<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T> =>
        Apply<T, FloorQuotientFunction>(a, b, y, FloorQuotient);

    // What is NaN was beyond the registers' formula, or is NaN.
    private static void Apply<T, TFunction>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, Func<T, T, T> beyond)
        where T : unmanaged, IFloatingPointIeee754<T> where TFunction : struct, IElementaryFunction2
    {
        Span<T> tile = stackalloc T[Math.Min(Broadcast.TileLength, y.Length)];
        for (var start = 0; start < y.Length; start += tile.Length)
        {
            var values = tile[..Math.Min(tile.Length, y.Length - start)];
            var dividends = a.Slice(start, values.Length);
            var divisors = b.Slice(start, values.Length);
            ElementaryMap.Apply<T, TFunction>(dividends, divisors, values);
            if (TensorPrimitives.IsNaNAny<T>(values))
            {
                for (var i = 0; i < values.Length; i++)
                    values[i] = T.IsNaN(values[i]) ? beyond(dividends[i], divisors[i]) : values[i];
            }
            values.CopyTo(y[start..]);
        }
    }

    private static T Remainder<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var remainder = a % b;
        return remainder != T.Zero && (remainder < T.Zero) != (b < T.Zero) ? remainder + b : remainder;
    }

    private static T FloorQuotient<T>(T a, T b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var remainder = a % b;
        // What is left when the remainder is gone is whole but for the rounding of the quotient.
        var whole = T.Round((a - remainder) / b);
        if (remainder != T.Zero && (remainder < T.Zero) != (b < T.Zero))
            whole -= T.One;
        return b == T.Zero ? a / b : whole;
    }

    // |a| = n|b| + r, exactly: r is a multiple of the last place of b, and less than b, so that one rounding leaves it as it is.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (V Whole, V Remainder) Divide<V>(V a, V b) where V : unmanaged, IDoubles<V>
    {
        var (dividend, divisor) = (V.Abs(a), V.Abs(b));
        var quotient = dividend / divisor;
        var whole = V.Floor(quotient);
        var remainder = V.MultiplyAdd(-whole, divisor, dividend);
        // The quotient was rounded up to the next whole number.
        var below = V.Less(remainder, 0);
        whole -= below & 1.0;
        remainder += below & divisor;
        var valid = V.Less(quotient, LargestQuotient) & V.Less(divisor, double.PositiveInfinity);
        return (whole, V.Select(valid, remainder, double.NaN));
    }

    // Whether one of a and b has the sign bit and the other does not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V HaveOppositeSigns<V>(V a, V b) where V : unmanaged, IDoubles<V> => V.Less(((a ^ b) & -0.0) | 1.0, 0);

    private readonly struct RemainderFunction : IElementaryFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var (_, remainder) = Divide(a, b);
            var other = HaveOppositeSigns(a, b) & V.Less(0, remainder);
            remainder |= a & -0.0;
            return V.Select(other, remainder + b, remainder);
        }
    }

    private readonly struct FloorQuotientFunction : IElementaryFunction2
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Evaluate<T, V>(V a, V b) where T : unmanaged where V : unmanaged, IDoubles<V>
        {
            var (whole, remainder) = Divide(a, b);
            var down = -whole - (V.Less(0, remainder) & 1.0);
            // NaN where the remainder is.
            return V.Select(V.Equal(remainder, remainder), V.Select(HaveOppositeSigns(a, b), down, whole), remainder);
        }
    }
}
