using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// As <see cref="DepthwiseTile{T, TVector, TOps, TRows}"/>, for three columns of three taps, whose weights stay in registers: each vector of the source is
/// read once, on the way down, and meets the three rows of outputs that need it.
/// </summary>
internal static unsafe class DepthwiseSquare<T, TVector, TOps>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    // The caller owns what that of the tile does. What lies ahead is asked for, as much as is computed. Weights are in the order of columns; the chain of an output goes along the rows of taps.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* weights, int* offsets, T* source, nint sourceRow, T* target, nint targetRow, nint lines, nint width,
        T* ahead)
    {
        TVector w00 = TOps.Broadcast(weights[0]), w01 = TOps.Broadcast(weights[3]), w02 = TOps.Broadcast(weights[6]);
        TVector w10 = TOps.Broadcast(weights[1]), w11 = TOps.Broadcast(weights[4]), w12 = TOps.Broadcast(weights[7]);
        TVector w20 = TOps.Broadcast(weights[2]), w21 = TOps.Broadcast(weights[5]), w22 = TOps.Broadcast(weights[8]);
        nint s0 = offsets[0], s1 = offsets[1], s2 = offsets[2];
        for (nint o = 0; o < width; o += TOps.Count)
        {
            var left = Math.Max(0, Math.Min(o, width - TOps.Count));
            var x = source + left;
            var place = target + left;
            var next = Sum(TOps.Load(x + s0), TOps.Load(x + s1), TOps.Load(x + s2), w00, w01, w02, default);
            x += sourceRow;
            TVector x0 = TOps.Load(x + s0), x1 = TOps.Load(x + s1), x2 = TOps.Load(x + s2);
            var sum = Sum(x0, x1, x2, w10, w11, w12, next);
            next = Sum(x0, x1, x2, w00, w01, w02, default);
            for (nint line = 2; line < lines; line++, place += targetRow, ahead += TOps.Count)
            {
                Ahead.Ask(ahead);
                x += sourceRow;
                (x0, x1, x2) = (TOps.Load(x + s0), TOps.Load(x + s1), TOps.Load(x + s2));
                TOps.Store(Sum(x0, x1, x2, w20, w21, w22, sum), place);
                sum = Sum(x0, x1, x2, w10, w11, w12, next);
                next = Sum(x0, x1, x2, w00, w01, w02, default);
            }

            x += sourceRow;
            (x0, x1, x2) = (TOps.Load(x + s0), TOps.Load(x + s1), TOps.Load(x + s2));
            TOps.Store(Sum(x0, x1, x2, w20, w21, w22, sum), place);
            if (lines == 1)
                continue;
            sum = Sum(x0, x1, x2, w10, w11, w12, next);
            x += sourceRow;
            TOps.Store(Sum(TOps.Load(x + s0), TOps.Load(x + s1), TOps.Load(x + s2), w20, w21, w22, sum), place + targetRow);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(TVector x0, TVector x1, TVector x2, TVector w0, TVector w1, TVector w2, TVector sum) =>
        TOps.MultiplyAdd(w2, x2, TOps.MultiplyAdd(w1, x1, TOps.MultiplyAdd(w0, x0, sum)));
}
