using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Transposing;

/// <summary>Squares of registers of 16 bytes.</summary>
internal static unsafe class Squares128
{
    public static bool IsSupported => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    public readonly struct Singles : ISquare<float, Vector128<float>>
    {
        public static int Side => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<TSink>(float* x, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector128<float>>
        {
            var x0 = Vector128.Load(x);
            var x1 = Vector128.Load(x + row);
            var x2 = Vector128.Load(x + (2 * row));
            var x3 = Vector128.Load(x + (3 * row));
            var low01 = ZipLow(x0, x1).AsDouble();
            var low23 = ZipLow(x2, x3).AsDouble();
            var high01 = ZipHigh(x0, x1).AsDouble();
            var high23 = ZipHigh(x2, x3).AsDouble();
            sink.Next(ZipLow(low01, low23).AsSingle());
            sink.Next(ZipHigh(low01, low23).AsSingle());
            sink.Next(ZipLow(high01, high23).AsSingle());
            sink.Next(ZipHigh(high01, high23).AsSingle());
        }
    }

    public readonly struct Doubles : ISquare<double, Vector128<double>>
    {
        public static int Side => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<TSink>(double* x, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector128<double>>
        {
            var x0 = Vector128.Load(x);
            var x1 = Vector128.Load(x + row);
            sink.Next(ZipLow(x0, x1));
            sink.Next(ZipHigh(x0, x1));
        }
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
}
