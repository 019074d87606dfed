using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// Inner products of lines, for a tile of <typeparamref name="TRows"/> planes (1, 2, 4 or 6) by four taps, lane by lane:
/// c[i, j] += y[i, o] · x[o + steps[j]].
/// </summary>
internal static unsafe class LineProducts<T, TVector, TOps, TRows>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
    where TRows : struct, IConstant
{
    public const int Taps = 4;

    // The caller owns all that is touched, with i below TRows, j below Taps, a line below lines and o below width: y[i * plane + line * yLine + o],
    // x[line * xLine + o + steps[j]] and the vectors c[i * cRow + j * TOps.Count]. A vector is no longer than a line. The mask has one vector of
    // nothing and one of all bits; it is an operand, since looking for it between the sums would cost these their registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* y, nint plane, nint yLine, T* x, int* steps, nint xLine, nint lines, nint width, T* mask, T* c, nint cRow)
    {
        var (c00, c01, c02, c03) = Load(c);
        var (c10, c11, c12, c13) = TRows.Value > 1 ? Load(c + cRow) : default;
        var (c20, c21, c22, c23) = TRows.Value > 2 ? Load(c + (2 * cRow)) : default;
        var (c30, c31, c32, c33) = TRows.Value > 2 ? Load(c + (3 * cRow)) : default;
        var (c40, c41, c42, c43) = TRows.Value > 4 ? Load(c + (4 * cRow)) : default;
        var (c50, c51, c52, c53) = TRows.Value > 4 ? Load(c + (5 * cRow)) : default;
        nint s0 = steps[0], s1 = steps[1], s2 = steps[2], s3 = steps[3];
        var whole = width / TOps.Count * TOps.Count;
        var last = width - TOps.Count;
        var tail = TOps.Load(mask + (width - whole));
        for (nint line = 0; line < lines; line++, y += yLine, x += xLine)
        {
            for (nint o = 0; o < whole; o += TOps.Count)
            {
                var x0 = TOps.Load(x + o + s0);
                var x1 = TOps.Load(x + o + s1);
                var x2 = TOps.Load(x + o + s2);
                var x3 = TOps.Load(x + o + s3);
                Step(TOps.Load(y + o), x0, x1, x2, x3, ref c00, ref c01, ref c02, ref c03);
                if (TRows.Value > 1)
                    Step(TOps.Load(y + plane + o), x0, x1, x2, x3, ref c10, ref c11, ref c12, ref c13);
                if (TRows.Value > 2)
                {
                    Step(TOps.Load(y + (2 * plane) + o), x0, x1, x2, x3, ref c20, ref c21, ref c22, ref c23);
                    Step(TOps.Load(y + (3 * plane) + o), x0, x1, x2, x3, ref c30, ref c31, ref c32, ref c33);
                }

                if (TRows.Value > 4)
                {
                    Step(TOps.Load(y + (4 * plane) + o), x0, x1, x2, x3, ref c40, ref c41, ref c42, ref c43);
                    Step(TOps.Load(y + (5 * plane) + o), x0, x1, x2, x3, ref c50, ref c51, ref c52, ref c53);
                }
            }

            // The last vector ends with the line, and what it has in common with the one before is masked, in both operands.
            if (whole < width)
            {
                var x0 = Mask(TOps.Load(x + last + s0), tail);
                var x1 = Mask(TOps.Load(x + last + s1), tail);
                var x2 = Mask(TOps.Load(x + last + s2), tail);
                var x3 = Mask(TOps.Load(x + last + s3), tail);
                Step(Mask(TOps.Load(y + last), tail), x0, x1, x2, x3, ref c00, ref c01, ref c02, ref c03);
                if (TRows.Value > 1)
                    Step(Mask(TOps.Load(y + plane + last), tail), x0, x1, x2, x3, ref c10, ref c11, ref c12, ref c13);
                if (TRows.Value > 2)
                {
                    Step(Mask(TOps.Load(y + (2 * plane) + last), tail), x0, x1, x2, x3, ref c20, ref c21, ref c22, ref c23);
                    Step(Mask(TOps.Load(y + (3 * plane) + last), tail), x0, x1, x2, x3, ref c30, ref c31, ref c32, ref c33);
                }

                if (TRows.Value > 4)
                {
                    Step(Mask(TOps.Load(y + (4 * plane) + last), tail), x0, x1, x2, x3, ref c40, ref c41, ref c42, ref c43);
                    Step(Mask(TOps.Load(y + (5 * plane) + last), tail), x0, x1, x2, x3, ref c50, ref c51, ref c52, ref c53);
                }
            }
        }

        Store(c, c00, c01, c02, c03);
        if (TRows.Value > 1)
            Store(c + cRow, c10, c11, c12, c13);
        if (TRows.Value > 2)
        {
            Store(c + (2 * cRow), c20, c21, c22, c23);
            Store(c + (3 * cRow), c30, c31, c32, c33);
        }

        if (TRows.Value > 4)
        {
            Store(c + (4 * cRow), c40, c41, c42, c43);
            Store(c + (5 * cRow), c50, c51, c52, c53);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TVector, TVector, TVector, TVector) Load(T* c) =>
        (TOps.Load(c), TOps.Load(c + TOps.Count), TOps.Load(c + (2 * TOps.Count)), TOps.Load(c + (3 * TOps.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        TVector y, TVector x0, TVector x1, TVector x2, TVector x3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
    {
        c0 = TOps.MultiplyAdd(y, x0, c0);
        c1 = TOps.MultiplyAdd(y, x1, c1);
        c2 = TOps.MultiplyAdd(y, x2, c2);
        c3 = TOps.MultiplyAdd(y, x3, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* c, TVector c0, TVector c1, TVector c2, TVector c3)
    {
        TOps.Store(c0, c);
        TOps.Store(c1, c + TOps.Count);
        TOps.Store(c2, c + (2 * TOps.Count));
        TOps.Store(c3, c + (3 * TOps.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Mask(TVector value, TVector mask) => VectorMask.And<T, TVector>(value, mask);
}
