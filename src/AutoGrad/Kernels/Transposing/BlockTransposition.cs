using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AutoGrad.Kernels.Transposing;

namespace AutoGrad.Kernels;

/// <summary>Transposes a strided matrix that is small enough for the caches, by squares held in registers where the hardware can.</summary>
internal static unsafe class BlockTransposition
{
    private const int ChunkColumns = 32;
    private const int PrefetchColumns = 64;
    private const int LineBytes = 64;

    // Reads x[i * xRow + j] and writes y[j * yRow + i] for i below rows and j below columns, and nothing else: the caller owns these.
    public static void Run<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        if (sizeof(T) == 4)
            Singles((float*)x, xRow, (float*)y, yRow, rows, columns);
        else if (sizeof(T) == 8)
            Doubles((double*)x, xRow, (double*)y, yRow, rows, columns);
        else
            Plain(x, xRow, y, yRow, rows, columns);
    }

    private static void Singles(float* x, nint xRow, float* y, nint yRow, nint rows, nint columns)
    {
        var least = Math.Min(rows, columns);
        if (Squares512.IsSupported && least >= 16)
            Squares<float, Vector512<float>, Squares512.Singles>(x, xRow, y, yRow, rows, columns);
        else if (Squares256.IsSupported && least >= 8)
            Squares<float, Vector256<float>, Squares256.Singles>(x, xRow, y, yRow, rows, columns);
        else if (Squares128.IsSupported && least >= 4)
            Squares<float, Vector128<float>, Squares128.Singles>(x, xRow, y, yRow, rows, columns);
        else
            Plain(x, xRow, y, yRow, rows, columns);
    }

    private static void Doubles(double* x, nint xRow, double* y, nint yRow, nint rows, nint columns)
    {
        var least = Math.Min(rows, columns);
        if (Squares512.IsSupported && least >= 8)
            Squares<double, Vector512<double>, Squares512.Doubles>(x, xRow, y, yRow, rows, columns);
        else if (Squares256.IsSupported && least >= 4)
            Squares<double, Vector256<double>, Squares256.Doubles>(x, xRow, y, yRow, rows, columns);
        else if (Squares128.IsSupported && least >= 2)
            Squares<double, Vector128<double>, Squares128.Doubles>(x, xRow, y, yRow, rows, columns);
        else
            Plain(x, xRow, y, yRow, rows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Squares<T, TVector, TSquare>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns)
        where T : unmanaged
        where TVector : struct
        where TSquare : struct, ISquare<T, TVector>
    {
        // What is written lies close together, and what a chunk after the next reads is on its way: asked for between the squares, since
        // the processor takes few such wishes at a time.
        for (nint start = 0; start < columns; start += ChunkColumns)
        {
            var end = Math.Min(start + ChunkColumns, columns);

            // The last square of a row or a column is moved back to end with it: it writes some elements a second time.
            for (nint i = 0; i < rows; i += TSquare.Side)
            {
                var top = Math.Min(i, rows - TSquare.Side);
                T* from = x + (top * xRow), to = y + top;
                if (columns >= ChunkColumns)
                    Prefetch(from + start + PrefetchColumns, xRow, TSquare.Side);
                for (var j = start; j < end; j += TSquare.Side)
                {
                    var left = Math.Min(j, columns - TSquare.Side);
                    var sink = new RowStore<T, TVector>(to + (left * yRow), yRow);
                    TSquare.Transpose(from + left, xRow, ref sink);
                }
            }
        }
    }

    // A prefetch touches nothing: its address may lie past the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<T>(T* x, nint xRow, nint rows) where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        for (nint row = 0; row < rows; row++, x += xRow)
        {
            for (nint j = 0; j < ChunkColumns; j += LineBytes / sizeof(T))
                Sse.Prefetch0(x + j);
        }
    }

    private static void Plain<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        for (nint i = 0; i < rows; i++)
        {
            for (nint j = 0; j < columns; j++)
                y[(j * yRow) + i] = x[(i * xRow) + j];
        }
    }
}
