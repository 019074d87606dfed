using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Covers one strip of c, one or two vectors wide and any number of rows high, with the largest tiles that fit.</summary>
internal static unsafe class TileSweep<T, TVector, TOps>
    where T : unmanaged
    where TVector : struct
    where TOps : struct, IVectorOps<T, TVector>
{
    /// <summary>The rows of the highest tile: twelve by two accumulators need 32 vector registers, six by two need 16.</summary>
    public static int Tall => Avx512F.VL.IsSupported || AdvSimd.Arm64.IsSupported ? 12 : 6;

    // The bounds are those of MatrixTile, with rows for TRows.
    public static void Run<TColumns>(
        Operand<T> a, T* b, nint bRow, T* c, nint cRow, nint second, nint rows, nint k, bool accumulate)
        where TColumns : struct, IConstant
    {
        if (Tall == 12)
        {
            for (; rows >= 12; rows -= 12)
                Tiles<Twelve, TColumns>(ref a, b, bRow, ref c, cRow, second, k, accumulate);
            if (rows >= 8)
            {
                Tiles<Eight, TColumns>(ref a, b, bRow, ref c, cRow, second, k, accumulate);
                rows -= 8;
            }
        }
        else
        {
            for (; rows >= 6; rows -= 6)
                Tiles<Six, TColumns>(ref a, b, bRow, ref c, cRow, second, k, accumulate);
        }

        if ((rows & 4) != 0)
            Tiles<Four, TColumns>(ref a, b, bRow, ref c, cRow, second, k, accumulate);
        if ((rows & 2) != 0)
            Tiles<Two, TColumns>(ref a, b, bRow, ref c, cRow, second, k, accumulate);
        if ((rows & 1) != 0)
            Tiles<One, TColumns>(ref a, b, bRow, ref c, cRow, second, k, accumulate);
    }

    private static void Tiles<TRows, TColumns>(
        ref Operand<T> a, T* b, nint bRow, ref T* c, nint cRow, nint second, nint k, bool accumulate)
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        MatrixTile<T, TVector, TOps, TRows, TColumns>.Run(a.Data, a.Row, a.Column, b, bRow, c, cRow, second, k, accumulate);
        a = a.From(TRows.Value, 0);
        c += TRows.Value * cRow;
    }
}
