using System.Runtime.CompilerServices;

namespace AutoGrad.Kernels;

/// <summary>
/// The innermost kernel of the matrix product: <typeparamref name="TRows"/> rows by <typeparamref name="TColumns"/> vectors (1 or 2) of c,
/// held in registers while k runs. Each element is one chain of multiply-adds in the order of k.
/// </summary>
internal static unsafe class MatrixTile<T, TVector, TOps, TRows, TColumns>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
    where TRows : struct, IConstant
    where TColumns : struct, IConstant
{
    // The caller owns all that is touched, with i below TRows, p below k, v below TColumns and the lane below the vector's Count:
    // a[i * aRow + p * aStep], b[p * bStep + v * second + lane] and c[i * cRow + v * second + lane]. c is read only to accumulate.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, nint second, nint k, bool accumulate)
    {
        TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        TVector c6 = default, c7 = default, c8 = default, c9 = default, c10 = default, c11 = default;
        TVector d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
        TVector d6 = default, d7 = default, d8 = default, d9 = default, d10 = default, d11 = default;
        if (accumulate)
        {
            Load(c, second, ref c0, ref d0);
            if (TRows.Value > 1)
            {
                Load(c + cRow, second, ref c1, ref d1);
            }

            if (TRows.Value > 2)
            {
                Load(c + (2 * cRow), second, ref c2, ref d2);
                Load(c + (3 * cRow), second, ref c3, ref d3);
            }

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

        // Four pointers and two multiples of aRow reach twelve rows within the machine's registers.
        T* a0 = a, a3 = a0 + (3 * aRow), a6 = a3 + (3 * aRow), a9 = a6 + (3 * aRow);
        for (; k > 0; k--)
        {
            var b0 = TOps.Load(b);
            var b1 = TColumns.Value > 1 ? TOps.Load(b + second) : default;
            Step(a0[0], b0, b1, ref c0, ref d0);
            if (TRows.Value > 1)
            {
                Step(a0[aRow], b0, b1, ref c1, ref d1);
            }

            if (TRows.Value > 2)
            {
                Step(a0[2 * aRow], b0, b1, ref c2, ref d2);
                Step(a3[0], b0, b1, ref c3, ref d3);
            }

            if (TRows.Value > 4)
            {
                Step(a3[aRow], b0, b1, ref c4, ref d4);
                Step(a3[2 * aRow], b0, b1, ref c5, ref d5);
            }

            if (TRows.Value > 6)
            {
                Step(a6[0], b0, b1, ref c6, ref d6);
                Step(a6[aRow], b0, b1, ref c7, ref d7);
            }

            if (TRows.Value > 8)
            {
                Step(a6[2 * aRow], b0, b1, ref c8, ref d8);
                Step(a9[0], b0, b1, ref c9, ref d9);
                Step(a9[aRow], b0, b1, ref c10, ref d10);
                Step(a9[2 * aRow], b0, b1, ref c11, ref d11);
            }

            a0 += aStep;
            a3 += aStep;
            a6 += aStep;
            a9 += aStep;
            b += bStep;
        }

        Store(c, second, c0, d0);
        if (TRows.Value > 1)
        {
            Store(c + cRow, second, c1, d1);
        }

        if (TRows.Value > 2)
        {
            Store(c + (2 * cRow), second, c2, d2);
            Store(c + (3 * cRow), second, c3, d3);
        }

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
