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
}
