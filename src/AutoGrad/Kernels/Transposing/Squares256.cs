using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Transposing;

/// <summary>
/// Squares of registers of 32 bytes. A register is read as two halves, of rows half a square apart, so that what remains is done within halves.
/// </summary>
internal static unsafe class Squares256
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx.IsSupported;

    public readonly struct Singles : ISquare<float, Vector256<float>>
    {
        public static int Side => 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<TSink>(float* x, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector256<float>>
        {
            Half(x, x + (4 * row), row, ref sink);
            Half(x + 4, x + (4 * row) + 4, row, ref sink);
        }

        // Four columns, of the upper four rows and of the lower.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Half<TSink>(float* x, float* z, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector256<float>>
        {
            var x0 = Vector256.Create(Vector128.Load(x), Vector128.Load(z));
            var x1 = Vector256.Create(Vector128.Load(x + row), Vector128.Load(z + row));
            var x2 = Vector256.Create(Vector128.Load(x + (2 * row)), Vector128.Load(z + (2 * row)));
            var x3 = Vector256.Create(Vector128.Load(x + (3 * row)), Vector128.Load(z + (3 * row)));
            var low01 = Avx.UnpackLow(x0, x1).AsDouble();
            var low23 = Avx.UnpackLow(x2, x3).AsDouble();
            var high01 = Avx.UnpackHigh(x0, x1).AsDouble();
            var high23 = Avx.UnpackHigh(x2, x3).AsDouble();
            sink.Next(Avx.UnpackLow(low01, low23).AsSingle());
            sink.Next(Avx.UnpackHigh(low01, low23).AsSingle());
            sink.Next(Avx.UnpackLow(high01, high23).AsSingle());
            sink.Next(Avx.UnpackHigh(high01, high23).AsSingle());
        }
    }

    public readonly struct Doubles : ISquare<double, Vector256<double>>
    {
        public static int Side => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<TSink>(double* x, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector256<double>>
        {
            Half(x, x + (2 * row), row, ref sink);
            Half(x + 2, x + (2 * row) + 2, row, ref sink);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Half<TSink>(double* x, double* z, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector256<double>>
        {
            var x0 = Vector256.Create(Vector128.Load(x), Vector128.Load(z));
            var x1 = Vector256.Create(Vector128.Load(x + row), Vector128.Load(z + row));
            sink.Next(Avx.UnpackLow(x0, x1));
            sink.Next(Avx.UnpackHigh(x0, x1));
        }
    }
}
