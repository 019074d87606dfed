using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoGrad.Kernels;

/// <summary>Copies of many rows of one length, which is looked at once: target[r · targetRow + i] = source[r · sourceRow + i · stride].</summary>
internal static unsafe class RowCopies
{
    // The caller owns so many rows of so many elements, and nothing else is touched. The last vector of a row is moved left to end with it: what it copies a
    // second time is the same.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* source, nint sourceRow, int stride, T* target, nint targetRow, nint count, nint rows) where T : unmanaged
    {
        var bytes = count * sizeof(T);
        if (stride != 1)
        {
            for (nint row = 0; row < rows; row++, source += sourceRow, target += targetRow)
                Interleaving.Take(source, target, stride, count);
        }
        else if (Vector512.IsHardwareAccelerated && bytes is > 64 and <= 128)
        {
            var last = count - Vector512<byte>.Count / sizeof(T);
            for (nint row = 0; row < rows; row++, source += sourceRow, target += targetRow)
            {
                var x = Vector512.Load((byte*)source);
                Vector512.Load((byte*)(source + last)).Store((byte*)(target + last));
                x.Store((byte*)target);
            }
        }
        else if (Vector256.IsHardwareAccelerated && bytes is > 32 and <= 64)
        {
            var last = count - Vector256<byte>.Count / sizeof(T);
            for (nint row = 0; row < rows; row++, source += sourceRow, target += targetRow)
            {
                var x = Vector256.Load((byte*)source);
                Vector256.Load((byte*)(source + last)).Store((byte*)(target + last));
                x.Store((byte*)target);
            }
        }
        else if (Vector128.IsHardwareAccelerated && bytes is > 16 and <= 32)
        {
            var last = count - Vector128<byte>.Count / sizeof(T);
            for (nint row = 0; row < rows; row++, source += sourceRow, target += targetRow)
            {
                var x = Vector128.Load((byte*)source);
                Vector128.Load((byte*)(source + last)).Store((byte*)(target + last));
                x.Store((byte*)target);
            }
        }
        else
        {
            for (nint row = 0; row < rows; row++, source += sourceRow, target += targetRow)
                PaddedRow.CopyRun(source, target, (int)count);
        }
    }
}
