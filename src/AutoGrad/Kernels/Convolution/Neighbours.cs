using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>
/// Parts two vectors of neighbours, x and then y, into the first and the second one of each pair, and joins such vectors again. T is float or double.
/// </summary>
internal static class Neighbours
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> First<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float))
            return Avx512F.PermuteVar16x32x2(x.AsSingle(), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30), y.AsSingle()).As<float, T>();
        if (Avx512F.IsSupported && typeof(T) == typeof(double))
            return Avx512F.PermuteVar8x64x2(x.AsDouble(), Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), y.AsDouble()).As<double, T>();
        return Vector512.Create(First(x.GetLower(), x.GetUpper()), First(y.GetLower(), y.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Second<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float))
            return Avx512F.PermuteVar16x32x2(x.AsSingle(), Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31), y.AsSingle()).As<float, T>();
        if (Avx512F.IsSupported && typeof(T) == typeof(double))
            return Avx512F.PermuteVar8x64x2(x.AsDouble(), Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15), y.AsDouble()).As<double, T>();
        return Vector512.Create(Second(x.GetLower(), x.GetUpper()), Second(y.GetLower(), y.GetUpper()));
    }

    /// <summary>The pairs of the lower halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> JoinLower<T>(Vector512<T> first, Vector512<T> second) where T : unmanaged
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float))
            return Avx512F.PermuteVar16x32x2(first.AsSingle(), Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), second.AsSingle()).As<float, T>();
        if (Avx512F.IsSupported && typeof(T) == typeof(double))
            return Avx512F.PermuteVar8x64x2(first.AsDouble(), Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11), second.AsDouble()).As<double, T>();
        return Vector512.Create(JoinLower(first.GetLower(), second.GetLower()), JoinUpper(first.GetLower(), second.GetLower()));
    }

    /// <summary>The pairs of the upper halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> JoinUpper<T>(Vector512<T> first, Vector512<T> second) where T : unmanaged
    {
        if (Avx512F.IsSupported && typeof(T) == typeof(float))
            return Avx512F.PermuteVar16x32x2(first.AsSingle(), Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), second.AsSingle()).As<float, T>();
        if (Avx512F.IsSupported && typeof(T) == typeof(double))
            return Avx512F.PermuteVar8x64x2(first.AsDouble(), Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15), second.AsDouble()).As<double, T>();
        return Vector512.Create(JoinLower(first.GetUpper(), second.GetUpper()), JoinUpper(first.GetUpper(), second.GetUpper()));
    }

    // Within each half as the instructions of 256 bits work, and then the two middle quarters change places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> First<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged
    {
        if (Avx2.IsSupported && typeof(T) == typeof(float))
            return Avx2.Permute4x64(Avx.Shuffle(x.AsSingle(), y.AsSingle(), 0b10_00_10_00).AsDouble(), 0b11_01_10_00).As<double, T>();
        if (Avx2.IsSupported && typeof(T) == typeof(double))
            return Avx2.Permute4x64(Avx.UnpackLow(x.AsDouble(), y.AsDouble()), 0b11_01_10_00).As<double, T>();
        return Vector256.Create(First(x.GetLower(), x.GetUpper()), First(y.GetLower(), y.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Second<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged
    {
        if (Avx2.IsSupported && typeof(T) == typeof(float))
            return Avx2.Permute4x64(Avx.Shuffle(x.AsSingle(), y.AsSingle(), 0b11_01_11_01).AsDouble(), 0b11_01_10_00).As<double, T>();
        if (Avx2.IsSupported && typeof(T) == typeof(double))
            return Avx2.Permute4x64(Avx.UnpackHigh(x.AsDouble(), y.AsDouble()), 0b11_01_10_00).As<double, T>();
        return Vector256.Create(Second(x.GetLower(), x.GetUpper()), Second(y.GetLower(), y.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> JoinLower<T>(Vector256<T> first, Vector256<T> second) where T : unmanaged =>
        Vector256.Create(JoinLower(first.GetLower(), second.GetLower()), JoinUpper(first.GetLower(), second.GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> JoinUpper<T>(Vector256<T> first, Vector256<T> second) where T : unmanaged =>
        Vector256.Create(JoinLower(first.GetUpper(), second.GetUpper()), JoinUpper(first.GetUpper(), second.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> First<T>(Vector128<T> x, Vector128<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return Vector128.Create(x.GetLower(), y.GetLower());
        Vector128<float> p = x.AsSingle(), q = y.AsSingle();
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.UnzipEven(p, q).As<float, T>();
        return (Sse.IsSupported ? Sse.Shuffle(p, q, 0b10_00_10_00) : Vector128.Create(p[0], p[2], q[0], q[2])).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Second<T>(Vector128<T> x, Vector128<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return Vector128.Create(x.GetUpper(), y.GetUpper());
        Vector128<float> p = x.AsSingle(), q = y.AsSingle();
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.UnzipOdd(p, q).As<float, T>();
        return (Sse.IsSupported ? Sse.Shuffle(p, q, 0b11_01_11_01) : Vector128.Create(p[1], p[3], q[1], q[3])).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> JoinLower<T>(Vector128<T> first, Vector128<T> second) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return Vector128.Create(first.GetLower(), second.GetLower());
        Vector128<float> p = first.AsSingle(), q = second.AsSingle();
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.ZipLow(p, q).As<float, T>();
        return (Sse.IsSupported ? Sse.UnpackLow(p, q) : Vector128.Create(p[0], q[0], p[1], q[1])).As<float, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> JoinUpper<T>(Vector128<T> first, Vector128<T> second) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            return Vector128.Create(first.GetUpper(), second.GetUpper());
        Vector128<float> p = first.AsSingle(), q = second.AsSingle();
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.ZipHigh(p, q).As<float, T>();
        return (Sse.IsSupported ? Sse.UnpackHigh(p, q) : Vector128.Create(p[2], q[2], p[3], q[3])).As<float, T>();
    }
}
