using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Parts a row by the remainders of places by a stride, and joins the parts again.</summary>
internal static unsafe class Interleaving
{
    private static bool HasZip => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>Sets parts[p · partLength + i] to row[i · stride + p] for i below length and p below stride.</summary>
    // The caller owns these, and nothing else is touched.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Part<T>(T* row, T* parts, nint partLength, int stride, nint length) where T : unmanaged
    {
        nint first = 0;
        if (stride == 2 && sizeof(T) == 4 && HasZip)
        {
            for (; first <= length - 4; first += 4)
                Part4((float*)(row + (2 * first)), (float*)(parts + first), (float*)(parts + partLength + first));
        }
        else if (stride == 2 && sizeof(T) == 8 && HasZip)
        {
            for (; first <= length - 2; first += 2)
                Part2((double*)(row + (2 * first)), (double*)(parts + first), (double*)(parts + partLength + first));
        }

        for (var p = 0; p < stride; p++)
        {
            var from = row + p;
            var to = parts + (p * partLength);
            for (var i = first; i < length; i++)
                to[i] = from[i * stride];
        }
    }

    /// <summary>Sets part[i] to row[i · stride] for i below length.</summary>
    // The caller owns row[0] to row[(length - 1) · stride] and part[0] to part[length - 1], and nothing else is touched.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take<T>(T* row, T* part, int stride, nint length) where T : unmanaged
    {
        nint i = 0;
        if (stride == 2 && sizeof(T) == 4 && HasZip)
        {
            // The elements between those taken end with the last one.
            for (; i <= length - 5; i += 4)
                Even4((float*)(row + (2 * i)), (float*)(part + i));
        }

        for (; i < length; i++)
            part[i] = row[i * stride];
    }

    /// <summary>Sets row[i · stride + p] to parts[offsets[p] + i] for i below length and p below stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join<T>(T* parts, int* offsets, T* row, int stride, nint length) where T : unmanaged
    {
        nint first = 0;
        if (stride == 2 && sizeof(T) == 4 && HasZip)
        {
            for (; first <= length - 4; first += 4)
                Join4((float*)(parts + offsets[0] + first), (float*)(parts + offsets[1] + first), (float*)(row + (2 * first)));
        }
        else if (stride == 2 && sizeof(T) == 8 && HasZip)
        {
            for (; first <= length - 2; first += 2)
                Join2((double*)(parts + offsets[0] + first), (double*)(parts + offsets[1] + first), (double*)(row + (2 * first)));
        }

        for (var p = 0; p < stride; p++)
        {
            var from = parts + offsets[p];
            var to = row + p;
            for (var i = first; i < length; i++)
                to[i * stride] = from[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Part4(float* row, float* even, float* odd)
    {
        Vector128<float> x = Vector128.Load(row), y = Vector128.Load(row + 4);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(x, y) : Sse.Shuffle(x, y, 0b10_00_10_00)).Store(even);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipOdd(x, y) : Sse.Shuffle(x, y, 0b11_01_11_01)).Store(odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Even4(float* row, float* even)
    {
        Vector128<float> x = Vector128.Load(row), y = Vector128.Load(row + 4);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(x, y) : Sse.Shuffle(x, y, 0b10_00_10_00)).Store(even);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Part2(double* row, double* even, double* odd)
    {
        Vector128<double> x = Vector128.Load(row), y = Vector128.Load(row + 2);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y) : Sse2.UnpackLow(x, y)).Store(even);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y) : Sse2.UnpackHigh(x, y)).Store(odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join4(float* even, float* odd, float* row)
    {
        Vector128<float> x = Vector128.Load(even), y = Vector128.Load(odd);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y) : Sse.UnpackLow(x, y)).Store(row);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y) : Sse.UnpackHigh(x, y)).Store(row + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join2(double* even, double* odd, double* row)
    {
        Vector128<double> x = Vector128.Load(even), y = Vector128.Load(odd);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y) : Sse2.UnpackLow(x, y)).Store(row);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y) : Sse2.UnpackHigh(x, y)).Store(row + 2);
    }
}
