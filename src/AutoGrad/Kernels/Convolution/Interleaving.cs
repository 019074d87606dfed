using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Parts a row by the remainders of places by a stride, and joins the parts again.</summary>
internal static unsafe class Interleaving
{
    private static Vector512<int> Even16 => Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);

    private static Vector512<int> Odd16 => Even16 + Vector512<int>.One;

    private static Vector512<int> Low16 => Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);

    private static Vector512<int> High16 => Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);

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
        if (stride == 2 && sizeof(T) == 4)
        {
            TakeEven((float*)row, (float*)part, length);
            return;
        }

        for (nint i = 0; i < length; i++)
            part[i] = row[i * stride];
    }

    /// <summary>Sets row[i · stride + p] to parts[offsets[p] + i] for i below length and p below stride.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Join<T>(T* parts, int* offsets, T* row, int stride, nint length) where T : unmanaged
    {
        if (stride == 2 && sizeof(T) == 4)
        {
            JoinTwo((float*)(parts + offsets[0]), (float*)(parts + offsets[1]), (float*)row, length);
            return;
        }

        nint first = 0;
        if (stride == 2 && sizeof(T) == 8 && HasZip)
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

    // The elements between those taken end with the last one. So the last vectors end there, and what is taken lies at their odd places; what is
    // taken a second time is the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeEven(float* row, float* part, nint length)
    {
        nint i = 0;
        if (Avx512F.IsSupported && length > 16)
        {
            for (; i <= length - 17; i += 16)
                Take16(row + (2 * i), Even16, part + i);
            Take16(row + (2 * length) - 33, Odd16, part + length - 16);
            return;
        }

        if (Avx2.IsSupported && length > 8)
        {
            for (; i <= length - 9; i += 8)
                Take8(row + (2 * i), 0b10_00_10_00, part + i);
            Take8(row + (2 * length) - 17, 0b11_01_11_01, part + length - 8);
            return;
        }

        if (HasZip && length > 4)
        {
            for (; i <= length - 5; i += 4)
                Even4(row + (2 * i), part + i);
            Odd4(row + (2 * length) - 9, part + length - 4);
            return;
        }

        for (; i < length; i++)
            part[i] = row[2 * i];
    }

    // The last vectors are moved back to end with the row, and what they write a second time is the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void JoinTwo(float* even, float* odd, float* row, nint length)
    {
        nint i = 0;
        if (Avx512F.IsSupported && length >= 16)
        {
            for (; i < length; i += 16)
            {
                i = Math.Min(i, length - 16);
                var (x, y) = (Vector512.Load(even + i), Vector512.Load(odd + i));
                Avx512F.PermuteVar16x32x2(x, Low16, y).Store(row + (2 * i));
                Avx512F.PermuteVar16x32x2(x, High16, y).Store(row + (2 * i) + 16);
            }

            return;
        }

        if (HasZip)
        {
            for (; i <= length - 4; i += 4)
                Join4(even + i, odd + i, row + (2 * i));
        }

        for (; i < length; i++)
            (row[2 * i], row[(2 * i) + 1]) = (even[i], odd[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take16(float* row, Vector512<int> places, float* part) =>
        Avx512F.PermuteVar16x32x2(Vector512.Load(row), places, Vector512.Load(row + 16)).Store(part);

    // Halves of vectors are shuffled by themselves.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take8(float* row, [ConstantExpected] byte places, float* part) =>
        Avx2.Permute4x64(Avx.Shuffle(Vector256.Load(row), Vector256.Load(row + 8), places).AsDouble(), 0b11_01_10_00).AsSingle().Store(part);

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
    private static void Odd4(float* row, float* part)
    {
        Vector128<float> x = Vector128.Load(row), y = Vector128.Load(row + 4);
        (AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipOdd(x, y) : Sse.Shuffle(x, y, 0b11_01_11_01)).Store(part);
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
