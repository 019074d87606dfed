using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Transposes a strided matrix that is small enough for the caches, by squares held in registers where the hardware can.</summary>
internal static unsafe class BlockTransposition
{
    private const int ChunkColumns = 32;
    private const int PrefetchColumns = 64;
    private const int LineBytes = 64;

    private static bool HasZip => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    // Reads x[i * xRow + j] and writes y[j * yRow + i] for i below rows and j below columns, and nothing else: the caller owns these.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        var side = 16 / sizeof(T);
        if (!HasZip || sizeof(T) is not (4 or 8) || rows < side || columns < side)
        {
            Plain(x, xRow, y, yRow, rows, columns);
            return;
        }

        // What is written lies close together, and what the next chunk reads is on its way.
        for (nint start = 0; start < columns; start += ChunkColumns)
        {
            var end = Math.Min(start + ChunkColumns, columns);

            // The last square of a row or a column is moved back to end with it: it writes some elements a second time.
            for (nint i = 0; i < rows; i += side)
            {
                var top = Math.Min(i, rows - side);
                T* from = x + (top * xRow), to = y + top;
                Prefetch(from + start + PrefetchColumns, xRow, side);
                var j = start;
                for (; j <= end - side; j += side)
                    Square(from + j, xRow, to + (j * yRow), yRow);
                if (j < end)
                    Square(from + (end - side), xRow, to + ((end - side) * yRow), yRow);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square<T>(T* x, nint xRow, T* y, nint yRow) where T : unmanaged
    {
        if (sizeof(T) == 4)
            Square4((float*)x, xRow, (float*)y, yRow);
        else
            Square2((double*)x, xRow, (double*)y, yRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square4(float* x, nint xRow, float* y, nint yRow)
    {
        var x0 = Vector128.Load(x);
        var x1 = Vector128.Load(x + xRow);
        var x2 = Vector128.Load(x + (2 * xRow));
        var x3 = Vector128.Load(x + (3 * xRow));
        var low01 = ZipLow(x0, x1).AsDouble();
        var low23 = ZipLow(x2, x3).AsDouble();
        var high01 = ZipHigh(x0, x1).AsDouble();
        var high23 = ZipHigh(x2, x3).AsDouble();
        ZipLow(low01, low23).AsSingle().Store(y);
        ZipHigh(low01, low23).AsSingle().Store(y + yRow);
        ZipLow(high01, high23).AsSingle().Store(y + (2 * yRow));
        ZipHigh(high01, high23).AsSingle().Store(y + (3 * yRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square2(double* x, nint xRow, double* y, nint yRow)
    {
        var x0 = Vector128.Load(x);
        var x1 = Vector128.Load(x + xRow);
        ZipLow(x0, x1).Store(y);
        ZipHigh(x0, x1).Store(y + yRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> x, Vector128<float> y) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y) : Sse.UnpackLow(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> x, Vector128<float> y) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y) : Sse.UnpackHigh(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ZipLow(Vector128<double> x, Vector128<double> y) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y) : Sse2.UnpackLow(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> ZipHigh(Vector128<double> x, Vector128<double> y) =>
        AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y) : Sse2.UnpackHigh(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Plain<T>(T* x, nint xRow, T* y, nint yRow, nint rows, nint columns) where T : unmanaged
    {
        for (nint i = 0; i < rows; i++)
        {
            for (nint j = 0; j < columns; j++)
                y[(j * yRow) + i] = x[(i * xRow) + j];
        }
    }
}
