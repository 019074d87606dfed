namespace AutoGrad.Kernels;

/// <summary>Covers a strip of c, one or two vectors wide, with the tiles that fit, the last one having rows that nobody asked for.</summary>
internal static unsafe class OffsetSweep<T, TVector, TOps>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    /// <summary>The planes from which on <see cref="RunExact"/> covers them.</summary>
    public const int LeastExact = 4;

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
                OffsetTile<T, TVector, TOps, Twelve, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, TOps.Count, depth, accumulate);
            }
            else if (count > 6 && Tall > 8)
            {
                done = 8;
                OffsetTile<T, TVector, TOps, Eight, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, TOps.Count, depth, accumulate);
            }
            else if (count > 4)
            {
                done = 6;
                OffsetTile<T, TVector, TOps, Six, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, TOps.Count, depth, accumulate);
            }
            else
            {
                done = 4;
                OffsetTile<T, TVector, TOps, Four, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, TOps.Count, depth, accumulate);
            }

            rows += done;
            c += done * cRow;
            count -= done;
        }
    }

    /// <summary>
    /// Sets a line of outputs in each of at least <see cref="LeastExact"/> planes, of at least a vector, and nothing else: what is left of planes
    /// and outputs is covered by tiles that are moved back, which compute some once more, to the same.
    /// </summary>
    // The bounds are those of OffsetTile, with rows below planes and lanes below width.
    public static void RunExact(T* a, int* rows, nint planes, int* aSteps, T* b, int* bSteps, T* c, nint plane, nint width, nint depth)
    {
        for (nint done = 0; done < planes;)
        {
            var count = Tall > 8 && planes - done >= 12 ? 12 : Tall > 8 && planes - done >= 8 ? 8 : planes - done >= 6 ? 6 : LeastExact;
            var first = Math.Min(done, planes - count);
            for (nint column = 0; column < width;)
            {
                var left = width - column;
                var (at, second) = left > TOps.Count ? (column, Math.Min(TOps.Count, left - TOps.Count)) : (width - TOps.Count, 0);
                if (second > 0)
                    RunTile<Two>(count, a, rows + first, aSteps, b + at, bSteps, c + (first * plane) + at, plane, second, depth);
                else
                    RunTile<One>(count, a, rows + first, aSteps, b + at, bSteps, c + (first * plane) + at, plane, 0, depth);
                column += 2 * TOps.Count;
            }

            done += count;
        }
    }

    private static void RunTile<TColumns>(int count, T* a, int* rows, int* aSteps, T* b, int* bSteps, T* c, nint cRow, nint second, nint depth)
        where TColumns : struct, IConstant
    {
        if (count == 12)
            OffsetTile<T, TVector, TOps, Twelve, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, second, depth, false);
        else if (count == 8)
            OffsetTile<T, TVector, TOps, Eight, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, second, depth, false);
        else if (count == 6)
            OffsetTile<T, TVector, TOps, Six, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, second, depth, false);
        else
            OffsetTile<T, TVector, TOps, Four, TColumns>.Run(a, rows, aSteps, b, bSteps, c, cRow, second, depth, false);
    }
}
