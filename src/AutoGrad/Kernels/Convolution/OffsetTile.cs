using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The innermost kernel of convolutions: a tile of <typeparamref name="TRows"/> (4, 6, 8 or 12) rows by <typeparamref name="TColumns"/> vectors
/// (1 or 2, as far apart as given), c[i, lane] = Σ a[rows[i] + aSteps[p]] · b[bSteps[p] + lane]. The tables say where things lie, so that nothing is gathered first.
/// Each element is one chain of multiply-adds in the order of p.
/// </summary>
internal static unsafe class OffsetTile<T, TVector, TOps, TRows, TColumns>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
    where TRows : struct, IConstant
    where TColumns : struct, IConstant
{
    // The caller owns all that is touched, with i below TRows, p below depth and the lane in the first vector or, from second on, in the other one:
    // rows[i], aSteps[p], bSteps[p], a[rows[i] + aSteps[p]], b[bSteps[p] + lane] and c[i * cRow + lane]. c is read only to accumulate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, int* rows, int* aSteps, T* b, int* bSteps, T* c, nint cRow, nint second, nint depth, bool accumulate)
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        TVector c6 = default, c7 = default, c8 = default, c9 = default, c10 = default, c11 = default;
        TVector d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
        TVector d6 = default, d7 = default, d8 = default, d9 = default, d10 = default, d11 = default;
        if (accumulate)
        {
            Load(c, second, ref c0, ref d0);
            Load(c + cRow, second, ref c1, ref d1);
            Load(c + (2 * cRow), second, ref c2, ref d2);
            Load(c + (3 * cRow), second, ref c3, ref d3);
            if (TRows.Value > 4)
            {
                Load(c + (4 * cRow), second, ref c4, ref d4);
                Load(c + (5 * cRow), second, ref c5, ref d5);
            }

            if (TRows.Value > 6)
            {
                Load(c + (6 * cRow), second, ref c6, ref d6);
                Load(c + (7 * cRow), second, ref c7, ref d7);
            }

            if (TRows.Value > 8)
            {
                Load(c + (8 * cRow), second, ref c8, ref d8);
                Load(c + (9 * cRow), second, ref c9, ref d9);
                Load(c + (10 * cRow), second, ref c10, ref d10);
                Load(c + (11 * cRow), second, ref c11, ref d11);
            }
        }

        nint r0 = rows[0], r1 = rows[1], r2 = rows[2], r3 = rows[3];
        nint r4 = TRows.Value > 4 ? rows[4] : 0, r5 = TRows.Value > 4 ? rows[5] : 0;
        nint r6 = TRows.Value > 6 ? rows[6] : 0, r7 = TRows.Value > 6 ? rows[7] : 0;
        nint r8 = TRows.Value > 8 ? rows[8] : 0, r9 = TRows.Value > 8 ? rows[9] : 0;
        nint r10 = TRows.Value > 8 ? rows[10] : 0, r11 = TRows.Value > 8 ? rows[11] : 0;
        for (nint p = 0; p < depth; p++)
        {
            var from = b + bSteps[p];
            var x = a + aSteps[p];
            var b0 = TOps.Load(from);
            var b1 = TColumns.Value > 1 ? TOps.Load(from + second) : default;
            Step(x[r0], b0, b1, ref c0, ref d0);
            Step(x[r1], b0, b1, ref c1, ref d1);
            Step(x[r2], b0, b1, ref c2, ref d2);
            Step(x[r3], b0, b1, ref c3, ref d3);
            if (TRows.Value > 4)
            {
                Step(x[r4], b0, b1, ref c4, ref d4);
                Step(x[r5], b0, b1, ref c5, ref d5);
            }

            if (TRows.Value > 6)
            {
                Step(x[r6], b0, b1, ref c6, ref d6);
                Step(x[r7], b0, b1, ref c7, ref d7);
            }

            if (TRows.Value > 8)
            {
                Step(x[r8], b0, b1, ref c8, ref d8);
                Step(x[r9], b0, b1, ref c9, ref d9);
                Step(x[r10], b0, b1, ref c10, ref d10);
                Step(x[r11], b0, b1, ref c11, ref d11);
            }
        }

        Store(c, second, c0, d0);
        Store(c + cRow, second, c1, d1);
        Store(c + (2 * cRow), second, c2, d2);
        Store(c + (3 * cRow), second, c3, d3);
        if (TRows.Value > 4)
        {
            Store(c + (4 * cRow), second, c4, d4);
            Store(c + (5 * cRow), second, c5, d5);
        }

        if (TRows.Value > 6)
        {
            Store(c + (6 * cRow), second, c6, d6);
            Store(c + (7 * cRow), second, c7, d7);
        }

        if (TRows.Value > 8)
        {
            Store(c + (8 * cRow), second, c8, d8);
            Store(c + (9 * cRow), second, c9, d9);
            Store(c + (10 * cRow), second, c10, d10);
            Store(c + (11 * cRow), second, c11, d11);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(T* c, nint second, ref TVector c0, ref TVector c1)
    {
        c0 = TOps.Load(c);
        if (TColumns.Value > 1)
            c1 = TOps.Load(c + second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(T a, TVector b0, TVector b1, ref TVector c0, ref TVector c1)
    {
        var x = TOps.Broadcast(a);
        c0 = TOps.MultiplyAdd(x, b0, c0);
        if (TColumns.Value > 1)
            c1 = TOps.MultiplyAdd(x, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* c, nint second, TVector c0, TVector c1)
    {
        TOps.Store(c0, c);
        if (TColumns.Value > 1)
            TOps.Store(c1, c + second);
    }
}
