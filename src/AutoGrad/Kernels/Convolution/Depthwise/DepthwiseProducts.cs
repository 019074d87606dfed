using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The sums for the weights of up to three columns of <typeparamref name="THeight"/> (1 to 3) taps, lane by lane: c[j, h] += y[r, o] · x[r + h, o + offset[j]]
/// over rows and outputs. Each vector is read once, on the way down, for the sums that it meets.
/// </summary>
internal static unsafe class DepthwiseProducts<T, TVector, TOps, THeight, TColumns>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
    where THeight : struct, IConstant
    where TColumns : struct, IConstant
{
    // The caller owns all that is touched: y[r * yRow + o], x[(r + h) * xRow + o + offset] for r below lines and o below the width rounded up to vectors, and
    // the vectors c[(j * THeight + h) * TOps.Count]. The mask has a vector of all bits and then one of none.
    // What lies ahead is asked for, as much as is read.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* y, nint yRow, T* x, nint xRow, int* offsets, nint lines, nint width, T* mask, T* c, T* aheadY, T* aheadX)
    {
        var (c00, c01, c02) = Load(c);
        var (c10, c11, c12) = TColumns.Value > 1 ? Load(c + (THeight.Value * TOps.Count)) : default;
        var (c20, c21, c22) = TColumns.Value > 2 ? Load(c + (2 * THeight.Value * TOps.Count)) : default;
        nint s0 = offsets[0], s1 = TColumns.Value > 1 ? offsets[1] : 0, s2 = TColumns.Value > 2 ? offsets[2] : 0;
        for (nint o = 0; o < width; o += TOps.Count)
        {
            // What lies beside a line is masked, in both operands.
            var bits = TOps.Load(mask + Math.Max(0, TOps.Count - (width - o)));
            T* place = y + o, from = x + o;
            TVector y0 = Mask(TOps.Load(place), bits), y1 = default;
            var (x0, x1, x2) = Load(from, s0, s1, s2, bits);
            Add(y0, x0, x1, x2, ref c00, ref c10, ref c20);
            if (lines > 1)
            {
                (y1, y0) = (y0, Mask(TOps.Load(place += yRow), bits));
                (x0, x1, x2) = Load(from += xRow, s0, s1, s2, bits);
                Add(y0, x0, x1, x2, ref c00, ref c10, ref c20);
                if (THeight.Value > 1)
                    Add(y1, x0, x1, x2, ref c01, ref c11, ref c21);
            }

            for (nint line = 2; line < lines; line++)
            {
                Ahead.Ask(aheadY);
                Ahead.Ask(aheadX);
                aheadY += TOps.Count;
                aheadX += TOps.Count;
                var y2 = y1;
                (y1, y0) = (y0, Mask(TOps.Load(place += yRow), bits));
                (x0, x1, x2) = Load(from += xRow, s0, s1, s2, bits);
                Add(y0, x0, x1, x2, ref c00, ref c10, ref c20);
                if (THeight.Value > 1)
                    Add(y1, x0, x1, x2, ref c01, ref c11, ref c21);
                if (THeight.Value > 2)
                    Add(y2, x0, x1, x2, ref c02, ref c12, ref c22);
            }

            // The rows of the source below the last line.
            if (THeight.Value > 1)
            {
                (x0, x1, x2) = Load(from += xRow, s0, s1, s2, bits);
                Add(y0, x0, x1, x2, ref c01, ref c11, ref c21);
                if (THeight.Value > 2 && lines > 1)
                    Add(y1, x0, x1, x2, ref c02, ref c12, ref c22);
            }

            if (THeight.Value > 2)
            {
                (x0, x1, x2) = Load(from + xRow, s0, s1, s2, bits);
                Add(y0, x0, x1, x2, ref c02, ref c12, ref c22);
            }
        }

        Store(c, c00, c01, c02);
        if (TColumns.Value > 1)
            Store(c + (THeight.Value * TOps.Count), c10, c11, c12);
        if (TColumns.Value > 2)
            Store(c + (2 * THeight.Value * TOps.Count), c20, c21, c22);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector, TVector, TVector) Load(T* c) => (
        TOps.Load(c), THeight.Value > 1 ? TOps.Load(c + TOps.Count) : default, THeight.Value > 2 ? TOps.Load(c + (2 * TOps.Count)) : default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* c, TVector c0, TVector c1, TVector c2)
    {
        TOps.Store(c0, c);
        if (THeight.Value > 1)
            TOps.Store(c1, c + TOps.Count);
        if (THeight.Value > 2)
            TOps.Store(c2, c + (2 * TOps.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector, TVector, TVector) Load(T* x, nint s0, nint s1, nint s2, TVector bits) => (
        Mask(TOps.Load(x + s0), bits),
        TColumns.Value > 1 ? Mask(TOps.Load(x + s1), bits) : default,
        TColumns.Value > 2 ? Mask(TOps.Load(x + s2), bits) : default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(TVector y, TVector x0, TVector x1, TVector x2, ref TVector c0, ref TVector c1, ref TVector c2)
    {
        c0 = TOps.MultiplyAdd(y, x0, c0);
        if (TColumns.Value > 1)
            c1 = TOps.MultiplyAdd(y, x1, c1);
        if (TColumns.Value > 2)
            c2 = TOps.MultiplyAdd(y, x2, c2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mask(TVector value, TVector mask) => VectorMask.And<T, TVector>(value, mask);
}
