using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The remainder of a division.</summary>
internal static class Division
{
    /// <summary>a - b⌊a/b⌋, of the sign of b.</summary>
    public static void Remainder<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var (divisor, remainder) = (b[i], a[i] % b[i]);
            y[i] = remainder != T.Zero && (remainder < T.Zero) != (divisor < T.Zero) ? remainder + divisor : remainder;
        }
    }

    /// <summary>⌊a/b⌋, from the exact quotient, and a/b for b = 0.</summary>
    public static void FloorQuotient<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var (dividend, divisor) = (a[i], b[i]);
            var remainder = dividend % divisor;
            // What is left when the remainder is gone is whole but for the rounding of the quotient.
            var whole = T.Round((dividend - remainder) / divisor);
            if (remainder != T.Zero && (remainder < T.Zero) != (divisor < T.Zero))
                whole -= T.One;
            y[i] = divisor == T.Zero ? dividend / divisor : whole;
        }
    }
}
