using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Transposing;

/// <summary>Transposes twelve rows of floats into a panel, [columns, 12]: whole registers are stored, and what they have too much is overwritten.</summary>
internal static unsafe class TwelveRows
{
    public const nint Count = 12;

    private const int AheadColumns = 64;

    public static bool IsSupported => Squares512.IsSupported;

    public static nint FewestColumns => Squares512.Singles.Side;

    /// <summary>
    /// Reads x[i * row + j] and writes y[j * 12 + i] for i below 12 and j below columns, of which there are at least <see cref="FewestColumns"/>, and
    /// then four elements more: the caller owns these.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* x, nint row, float* y, nint columns)
    {
        for (nint j = 0; j < columns; j += Squares512.Singles.Side)
        {
            // The last square is moved back to end with the rows: it writes some elements a second time.
            var left = Math.Min(j, columns - Squares512.Singles.Side);
            var sink = new RowStore<float, Vector512<float>>(y + (left * Count), Count);
            Squares512.Singles.TransposeTwelve(x + left, row, ref sink);

            // A prefetch touches nothing: its address may lie past the end.
            for (nint i = 0; i < Count; i++)
                Sse.Prefetch0(x + left + AheadColumns + (i * row));
        }
    }
}
