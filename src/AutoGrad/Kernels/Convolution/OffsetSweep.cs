namespace AutoGrad.Kernels;

/// <summary>Covers a strip of c, one or two vectors wide, with the tiles that fit, the last one having rows that nobody asked for.</summary>
internal static unsafe class OffsetSweep<T, TVector, TOps>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    private static int Tall => TileSweep<T, TVector, TOps>.Tall;

    // The bounds are those of OffsetTile, with rows rounded up to a tile's, which is less than OffsetTables.Spare more.
    public static void Run(
        int columns, T* a, int* rows, nint count, int* aSteps, T* b, int* bSteps, T* c, nint cRow, nint depth, bool accumulate)
    {
        if (columns > 1)
            Run<Two>(a, rows, count, aSteps, b, bSteps, c, cRow, depth, accumulate);
        else
            Run<One>(a, rows, count, aSteps, b, bSteps, c, cRow, depth, accumulate);
    }

    private static void Run<TColumns>(T* a, int* rows, nint count, int* aSteps, T* b, int* bSteps, T* c, nint cRow, nint depth, bool accumulate)
        where TColumns : struct, IConstant
    {
        while (count > 0)
        {
            nint done;
            if (count > 8 && Tall > 8)
            {
                done = 12;
                OffsetTile<T, TVector, TOps, Twelve, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, depth, accumulate);
            }
            else if (count > 6 && Tall > 8)
            {
                done = 8;
                OffsetTile<T, TVector, TOps, Eight, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, depth, accumulate);
            }
            else if (count > 4)
            {
                done = 6;
                OffsetTile<T, TVector, TOps, Six, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, depth, accumulate);
            }
            else
            {
                done = 4;
                OffsetTile<T, TVector, TOps, Four, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, depth, accumulate);
            }

            rows += done;
            c += done * cRow;
            count -= done;
        }
    }
}
