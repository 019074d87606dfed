using System.Numerics;
using System.Runtime.Intrinsics;
using AutoGrad.Kernels.Transposing;

namespace AutoGrad.Kernels;

/// <summary>
/// Copies lines of a strided matrix into panels as tiles read them: panel q holds lines q * width to (q + 1) * width, the elements of these at one
/// depth side by side, with zeros for the lines after the last. In parts that may be copied at the same time.
/// </summary>
/// <param name="x">The lines, each of which is a row.</param>
/// <param name="lines">How many there are.</param>
/// <param name="depth">How long each is.</param>
/// <param name="width">The lines of a panel.</param>
/// <param name="panels">
/// The target, of so many elements as the depth times the number of lines, rounded up to a multiple of the width. <see cref="CopyAll"/> may write one
/// register more after the end.
/// </param>
internal readonly unsafe struct PanelCopy<T, TVector, TOps>(Operand<T> x, nint lines, nint depth, nint width, T* panels) : ISplitWork
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // What is copied from each panel's width before the next panel's.
    private const int RowsAtOnce = 8;

    private const int ShortBytes = 2048;

    // Some microseconds of copying.
    private const nint ElementsPerPart = 1 << 14;

    // Lines that are contiguous are taken panel by panel; across contiguous lines, memory is read in long rows, a few depths of all panels at a time.
    private readonly nint _step = x.HasContiguousRows
        ? Math.Max(1, ElementsPerPart / depth / width) * width
        : Math.Max(1, ElementsPerPart / lines / RowsAtOnce) * RowsAtOnce;

    private nint Length => x.HasContiguousRows ? lines : depth;

    public int Parts => (int)(((Length - 1) / _step) + 1);

    public void Run(int part)
    {
        var start = part * _step;
        var end = Math.Min(start + _step, Length);
        if (x.HasContiguousRows)
            CopyLines(start, end);
        else
            CopyDepths(start, end);
    }

    public void CopyAll()
    {
        if (!x.HasContiguousRows)
            CopyDepths(0, depth);
        else if (typeof(T) == typeof(float) && TwelveRows.IsSupported && width == TwelveRows.Count && depth >= TwelveRows.FewestColumns)
            CopyTwelves();
        else
            CopyLines(0, lines);
    }

    // What is written after the end of a panel is overwritten by the next one.
    private void CopyTwelves()
    {
        nint line = 0;
        for (; line <= lines - width; line += width)
            TwelveRows.Transpose((float*)x.At(line, 0), x.Row, (float*)(panels + (line * depth)), depth);
        if (line < lines)
            CopyLines(line, lines);
    }

    private void CopyLines(nint start, nint end)
    {
        for (var line = start; line < end; line += width)
        {
            var count = Math.Min(lines - line, width);
            var target = panels + (line * depth);
            if (count < width)
                new Span<T>(target, checked((int)(width * depth))).Clear();
            BlockTransposition.Run(x.At(line, 0), x.Row, target, width, count, depth);
        }
    }

    private void CopyDepths(nint start, nint end)
    {
        var rest = lines % width;
        if (rest != 0)
            new Span<T>(panels + ((lines - rest) * depth) + (start * width), checked((int)(width * (end - start)))).Clear();
        var ahead = lines * sizeof(T) <= ShortBytes ? lines : 0;
        for (var p = start; p < end; p += RowsAtOnce)
        {
            // Short rows far apart are not foreseen by the processor.
            for (nint i = RowsAtOnce; ahead > 0 && i < 2 * RowsAtOnce; i++)
                Prefetching.Of(x.At(0, p + i), ahead);
            for (nint line = 0; line < lines; line += width)
            {
                var target = panels + (line * depth) + (p * width);
                CopyRows(x.At(line, p), x.Column, target, width, Math.Min(lines - line, width), Math.Min(end - p, RowsAtOnce));
            }
        }
    }

    /// <summary>Copies rows of a length from x to y; both are the caller's.</summary>
    public static void CopyRows(T* x, nint xRow, T* y, nint yRow, nint length, nint rows)
    {
        for (nint i = 0; i < rows; i++, x += xRow, y += yRow)
        {
            nint j = 0;
            for (; j <= length - TOps.Count; j += TOps.Count)
                TOps.Store(TOps.Load(x + j), y + j);
            for (; TOps.Count > Vector256<T>.Count && j <= length - Vector256<T>.Count; j += Vector256<T>.Count)
                Vector256.Load(x + j).Store(y + j);
            for (; TOps.Count > Vector128<T>.Count && j <= length - Vector128<T>.Count; j += Vector128<T>.Count)
                Vector128.Load(x + j).Store(y + j);
            for (; j < length; j++)
                y[j] = x[j];
        }
    }
}
