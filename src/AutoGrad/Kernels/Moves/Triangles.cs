using System.Numerics;

namespace AutoGrad.Kernels;

/// <summary>The part of matrices on one side of a diagonal.</summary>
internal static class Triangles
{
    /// <summary>Copies x where j - i ≥ offset, if upper, or ≤ offset, and writes 0 elsewhere, for matrices one after the other.</summary>
    public static void Keep<T>(ReadOnlySpan<T> x, Span<T> y, int rows, int columns, int offset, bool isUpper)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var i = 0; !y.IsEmpty; i = i + 1 == rows ? 0 : i + 1)
        {
            // The column at which the row goes from one side to the other.
            var edge = (int)Math.Clamp((long)i + offset + (isUpper ? 0 : 1), 0, columns);
            var (copied, cleared) = isUpper ? (edge..columns, ..edge) : (..edge, edge..columns);
            x[copied].CopyTo(y[copied]);
            y[cleared].Clear();
            x = x[columns..];
            y = y[columns..];
        }
    }
}
