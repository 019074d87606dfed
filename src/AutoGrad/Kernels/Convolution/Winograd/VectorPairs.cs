using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels;

/// <summary>Parts the elements of two neighbouring vectors into those at even and those at odd places, and joins them again.</summary>
/// <remarks>T is float or double, and TVector is one of the vectors of <see cref="IVectorOps{T, TVector}"/>, or T itself.</remarks>
internal static unsafe class VectorPairs<T, TVector>
    where T : unmanaged
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Even, TVector Odd) Part(TVector x, TVector y)
    {
        if (typeof(TVector) == typeof(Vector512<T>))
        {
            Vector512<T> low = (Vector512<T>)(object)x, high = (Vector512<T>)(object)y;
            return sizeof(T) == 4
                ? (Of(Avx512F.PermuteVar16x32x2(low.AsSingle(), Even16, high.AsSingle()).As<float, T>()),
                    Of(Avx512F.PermuteVar16x32x2(low.AsSingle(), Odd16, high.AsSingle()).As<float, T>()))
                : (Of(Avx512F.PermuteVar8x64x2(low.AsDouble(), Even8, high.AsDouble()).As<double, T>()),
                    Of(Avx512F.PermuteVar8x64x2(low.AsDouble(), Odd8, high.AsDouble()).As<double, T>()));
        }

        if (typeof(TVector) == typeof(Vector256<T>))
        {
            Vector256<T> low = (Vector256<T>)(object)x, high = (Vector256<T>)(object)y;
            var even = sizeof(T) == 4 ? Avx.Shuffle(low.AsSingle(), high.AsSingle(), 0b10_00_10_00).AsDouble() : Avx.UnpackLow(low.AsDouble(), high.AsDouble());
            var odd = sizeof(T) == 4 ? Avx.Shuffle(low.AsSingle(), high.AsSingle(), 0b11_01_11_01).AsDouble() : Avx.UnpackHigh(low.AsDouble(), high.AsDouble());
            return (Of(Avx2.Permute4x64(even, 0b11_01_10_00).As<double, T>()), Of(Avx2.Permute4x64(odd, 0b11_01_10_00).As<double, T>()));
        }

        if (typeof(TVector) == typeof(Vector128<T>))
        {
            Vector128<T> low = (Vector128<T>)(object)x, high = (Vector128<T>)(object)y;
            if (sizeof(T) == 8)
                return (Of(Vector128.Create(low.GetLower(), high.GetLower())), Of(Vector128.Create(low.GetUpper(), high.GetUpper())));
            Vector128<float> a = low.AsSingle(), b = high.AsSingle();
            if (AdvSimd.Arm64.IsSupported)
                return (Of(AdvSimd.Arm64.UnzipEven(a, b).As<float, T>()), Of(AdvSimd.Arm64.UnzipOdd(a, b).As<float, T>()));
            if (Sse.IsSupported)
                return (Of(Sse.Shuffle(a, b, 0b10_00_10_00).As<float, T>()), Of(Sse.Shuffle(a, b, 0b11_01_11_01).As<float, T>()));
            return (Of(Vector128.Create(a[0], a[2], b[0], b[2]).As<float, T>()), Of(Vector128.Create(a[1], a[3], b[1], b[3]).As<float, T>()));
        }

        return (x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Low, TVector High) Join(TVector even, TVector odd)
    {
        if (typeof(TVector) == typeof(Vector512<T>))
        {
            Vector512<T> x = (Vector512<T>)(object)even, y = (Vector512<T>)(object)odd;
            return sizeof(T) == 4
                ? (Of(Avx512F.PermuteVar16x32x2(x.AsSingle(), Joined16, y.AsSingle()).As<float, T>()),
                    Of(Avx512F.PermuteVar16x32x2(x.AsSingle(), JoinedHigh16, y.AsSingle()).As<float, T>()))
                : (Of(Avx512F.PermuteVar8x64x2(x.AsDouble(), Joined8, y.AsDouble()).As<double, T>()),
                    Of(Avx512F.PermuteVar8x64x2(x.AsDouble(), JoinedHigh8, y.AsDouble()).As<double, T>()));
        }

        if (typeof(TVector) == typeof(Vector256<T>))
        {
            Vector256<T> x = (Vector256<T>)(object)even, y = (Vector256<T>)(object)odd;
            var low = sizeof(T) == 4 ? Avx.UnpackLow(x.AsSingle(), y.AsSingle()).AsDouble() : Avx.UnpackLow(x.AsDouble(), y.AsDouble());
            var high = sizeof(T) == 4 ? Avx.UnpackHigh(x.AsSingle(), y.AsSingle()).AsDouble() : Avx.UnpackHigh(x.AsDouble(), y.AsDouble());
            return (Of(Avx.Permute2x128(low, high, 0x20).As<double, T>()), Of(Avx.Permute2x128(low, high, 0x31).As<double, T>()));
        }

        if (typeof(TVector) == typeof(Vector128<T>))
        {
            Vector128<T> x = (Vector128<T>)(object)even, y = (Vector128<T>)(object)odd;
            if (sizeof(T) == 8)
                return (Of(Vector128.Create(x.GetLower(), y.GetLower())), Of(Vector128.Create(x.GetUpper(), y.GetUpper())));
            Vector128<float> a = x.AsSingle(), b = y.AsSingle();
            if (AdvSimd.Arm64.IsSupported)
                return (Of(AdvSimd.Arm64.ZipLow(a, b).As<float, T>()), Of(AdvSimd.Arm64.ZipHigh(a, b).As<float, T>()));
            if (Sse.IsSupported)
                return (Of(Sse.UnpackLow(a, b).As<float, T>()), Of(Sse.UnpackHigh(a, b).As<float, T>()));
            return (Of(Vector128.Create(a[0], b[0], a[1], b[1]).As<float, T>()), Of(Vector128.Create(a[2], b[2], a[3], b[3]).As<float, T>()));
        }

        return (even, odd);
    }

    // Elements of the second vector have the first one's length added. Vectors of 512 bits are those of AVX-512, of 256 bits those of AVX2.
    private static Vector512<int> Even16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    }

    private static Vector512<int> Odd16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    }

    private static Vector512<long> Even8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14);
    }

    private static Vector512<long> Odd8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15);
    }

    private static Vector512<int> Joined16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    }

    private static Vector512<int> JoinedHigh16
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }

    private static Vector512<long> Joined8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
    }

    private static Vector512<long> JoinedHigh8
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Of<TValue>(TValue value) where TValue : struct => (TVector)(object)value;
}
