using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Outputs of a depthwise correlation at a step of 1, a vector of <typeparamref name="TRows"/> (1 to 8) rows at a time: c[r, o] = Σ w[p] · x[r, o + offset[p]].
/// A vector of the source is read once for the rows that meet it in the same column of taps.
/// </summary>
/// <remarks>Each output is one chain of multiply-adds in the order of the weights, so that its bits depend on no tile and no vector.</remarks>
internal static unsafe class DepthwiseTile<T, TVector, TOps, TRows>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
    where TRows : struct, IConstant
{
    // The caller owns all that is touched: source[(r + h) * sourceRow + o + offset] and target[r * targetRow + o] for r below lines, o below the width or the
    // lanes of a vector, whichever is more, and h below the taps of the column. There are TRows lines at least. The last rows and columns are moved back to
    // end with the plane, and what they compute a second time is the same. A row that is shorter than a vector runs on into those after it, which are
    // written later. What lies ahead is asked for, as much as is computed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* weights, int* offsets, nint threes, nint twos, nint ones, T* source, nint sourceRow, T* target, nint targetRow,
        nint lines, nint width, T* ahead)
    {
        for (nint line = 0; line < lines; line += TRows.Value)
        {
            var top = Math.Min(line, lines - TRows.Value);
            for (nint o = 0; o < width; o += TOps.Count)
            {
                var left = Math.Max(0, Math.Min(o, width - TOps.Count));
                TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default, c7 = default;
                var origin = source + (top * sourceRow) + left;
                var w = weights;
                var offset = offsets;
                for (var last = offset + threes; offset < last; offset++, w += 3)
                {
                    var (w0, w1, w2) = (TOps.Broadcast(w[0]), TOps.Broadcast(w[1]), TOps.Broadcast(w[2]));
                    var x = origin + *offset;
                    Add(0, TOps.Load(x), w0, ref c0);
                    Add(1, TOps.Load(x += sourceRow), w0, w1, ref c1, ref c0);
                    Add(2, TOps.Load(x += sourceRow), w0, w1, w2, ref c2, ref c1, ref c0);
                    if (TRows.Value > 1)
                        Add(3, TOps.Load(x += sourceRow), w0, w1, w2, ref c3, ref c2, ref c1);
                    if (TRows.Value > 2)
                        Add(4, TOps.Load(x += sourceRow), w0, w1, w2, ref c4, ref c3, ref c2);
                    if (TRows.Value > 3)
                        Add(5, TOps.Load(x += sourceRow), w0, w1, w2, ref c5, ref c4, ref c3);
                    if (TRows.Value > 4)
                        Add(6, TOps.Load(x += sourceRow), w0, w1, w2, ref c6, ref c5, ref c4);
                    if (TRows.Value > 5)
                        Add(7, TOps.Load(x += sourceRow), w0, w1, w2, ref c7, ref c6, ref c5);
                    if (TRows.Value > 6)
                        Add(7, TOps.Load(x += sourceRow), w1, w2, ref c7, ref c6);
                    if (TRows.Value > 7)
                        Add(7, TOps.Load(x + sourceRow), w2, ref c7);
                }

                for (var last = offset + twos; offset < last; offset++, w += 2)
                {
                    var (w0, w1) = (TOps.Broadcast(w[0]), TOps.Broadcast(w[1]));
                    var x = origin + *offset;
                    Add(0, TOps.Load(x), w0, ref c0);
                    Add(1, TOps.Load(x += sourceRow), w0, w1, ref c1, ref c0);
                    if (TRows.Value > 1)
                        Add(2, TOps.Load(x += sourceRow), w0, w1, ref c2, ref c1);
                    if (TRows.Value > 2)
                        Add(3, TOps.Load(x += sourceRow), w0, w1, ref c3, ref c2);
                    if (TRows.Value > 3)
                        Add(4, TOps.Load(x += sourceRow), w0, w1, ref c4, ref c3);
                    if (TRows.Value > 4)
                        Add(5, TOps.Load(x += sourceRow), w0, w1, ref c5, ref c4);
                    if (TRows.Value > 5)
                        Add(6, TOps.Load(x += sourceRow), w0, w1, ref c6, ref c5);
                    if (TRows.Value > 6)
                        Add(7, TOps.Load(x += sourceRow), w0, w1, ref c7, ref c6);
                    if (TRows.Value > 7)
                        Add(7, TOps.Load(x + sourceRow), w1, ref c7);
                }

                for (var last = offset + ones; offset < last; offset++, w++)
                {
                    var w0 = TOps.Broadcast(*w);
                    var x = origin + *offset;
                    Add(0, TOps.Load(x), w0, ref c0);
                    if (TRows.Value > 1)
                        Add(1, TOps.Load(x += sourceRow), w0, ref c1);
                    if (TRows.Value > 2)
                        Add(2, TOps.Load(x += sourceRow), w0, ref c2);
                    if (TRows.Value > 3)
                        Add(3, TOps.Load(x += sourceRow), w0, ref c3);
                    if (TRows.Value > 4)
                        Add(4, TOps.Load(x += sourceRow), w0, ref c4);
                    if (TRows.Value > 5)
                        Add(5, TOps.Load(x += sourceRow), w0, ref c5);
                    if (TRows.Value > 6)
                        Add(6, TOps.Load(x += sourceRow), w0, ref c6);
                    if (TRows.Value > 7)
                        Add(7, TOps.Load(x + sourceRow), w0, ref c7);
                }

                for (var row = 0; row < TRows.Value; row++, ahead += TOps.Count)
                    Ahead.Ask(ahead);
                var place = target + (top * targetRow) + left;
                TOps.Store(c0, place);
                if (TRows.Value > 1)
                    TOps.Store(c1, place += targetRow);
                if (TRows.Value > 2)
                    TOps.Store(c2, place += targetRow);
                if (TRows.Value > 3)
                    TOps.Store(c3, place += targetRow);
                if (TRows.Value > 4)
                    TOps.Store(c4, place += targetRow);
                if (TRows.Value > 5)
                    TOps.Store(c5, place += targetRow);
                if (TRows.Value > 6)
                    TOps.Store(c6, place += targetRow);
                if (TRows.Value > 7)
                    TOps.Store(c7, place + targetRow);
            }
        }
    }

    // A row of the source meets the sums of a row of outputs, and of those before it by the taps below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int row, TVector x, TVector w0, ref TVector c0)
    {
        if (TRows.Value > row)
            c0 = TOps.MultiplyAdd(w0, x, c0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int row, TVector x, TVector w0, TVector w1, ref TVector c0, ref TVector c1)
    {
        Add(row, x, w0, ref c0);
        Add(row - 1, x, w1, ref c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int row, TVector x, TVector w0, TVector w1, TVector w2, ref TVector c0, ref TVector c1, ref TVector c2)
    {
        Add(row, x, w0, ref c0);
        Add(row - 1, x, w1, ref c1);
        Add(row - 2, x, w2, ref c2);
    }
}
