using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoGrad.Kernels.Transposing;

/// <summary>Squares of registers of 64 bytes: first within each quarter of the registers, then of whole quarters.</summary>
internal static unsafe class Squares512
{
    // Which quarters are taken: the first and the third of either register, or the second and the fourth.
    private const byte Even = 0x88;
    private const byte Odd = 0xDD;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public readonly struct Singles : ISquare<float, Vector512<float>>
    {
        public static int Side => 16;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<TSink>(float* x, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector512<float>>
        {
            Quarters(x, row, out var x0, out var x1, out var x2, out var x3);
            Quarters(x + (4 * row), row, out var x4, out var x5, out var x6, out var x7);
            Quarters(x + (8 * row), row, out var x8, out var x9, out var x10, out var x11);
            Quarters(x + (12 * row), row, out var x12, out var x13, out var x14, out var x15);
            Give(ref sink, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15);
        }

        /// <summary>The same with zeros for the last four rows, which are not read.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void TransposeTwelve<TSink>(float* x, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector512<float>>
        {
            Quarters(x, row, out var x0, out var x1, out var x2, out var x3);
            Quarters(x + (4 * row), row, out var x4, out var x5, out var x6, out var x7);
            Quarters(x + (8 * row), row, out var x8, out var x9, out var x10, out var x11);
            Give(ref sink, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, default, default, default, default);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Give<TSink>(
            ref TSink sink, Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3, Vector512<float> x4, Vector512<float> x5,
            Vector512<float> x6, Vector512<float> x7, Vector512<float> x8, Vector512<float> x9, Vector512<float> x10, Vector512<float> x11,
            Vector512<float> x12, Vector512<float> x13, Vector512<float> x14, Vector512<float> x15)
            where TSink : struct, IRowSink<Vector512<float>>
        {
            Whole(ref x0, ref x4, ref x8, ref x12);
            Whole(ref x1, ref x5, ref x9, ref x13);
            Whole(ref x2, ref x6, ref x10, ref x14);
            Whole(ref x3, ref x7, ref x11, ref x15);
            sink.Next(x0);
            sink.Next(x1);
            sink.Next(x2);
            sink.Next(x3);
            sink.Next(x4);
            sink.Next(x5);
            sink.Next(x6);
            sink.Next(x7);
            sink.Next(x8);
            sink.Next(x9);
            sink.Next(x10);
            sink.Next(x11);
            sink.Next(x12);
            sink.Next(x13);
            sink.Next(x14);
            sink.Next(x15);
        }

        // Of four rows, each quarter becomes a square of four by four, transposed.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Quarters(
            float* x, nint row, out Vector512<float> y0, out Vector512<float> y1, out Vector512<float> y2, out Vector512<float> y3)
        {
            var (x0, x1) = (Vector512.Load(x), Vector512.Load(x + row));
            var (x2, x3) = (Vector512.Load(x + (2 * row)), Vector512.Load(x + (3 * row)));
            var low01 = Avx512F.UnpackLow(x0, x1).AsDouble();
            var low23 = Avx512F.UnpackLow(x2, x3).AsDouble();
            var high01 = Avx512F.UnpackHigh(x0, x1).AsDouble();
            var high23 = Avx512F.UnpackHigh(x2, x3).AsDouble();
            y0 = Avx512F.UnpackLow(low01, low23).AsSingle();
            y1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
            y2 = Avx512F.UnpackLow(high01, high23).AsSingle();
            y3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
        }

        // The square of quarters is transposed.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Whole(ref Vector512<float> x0, ref Vector512<float> x1, ref Vector512<float> x2, ref Vector512<float> x3)
        {
            var (even01, odd01) = (Avx512F.Shuffle4x128(x0, x1, Even), Avx512F.Shuffle4x128(x0, x1, Odd));
            var (even23, odd23) = (Avx512F.Shuffle4x128(x2, x3, Even), Avx512F.Shuffle4x128(x2, x3, Odd));
            x0 = Avx512F.Shuffle4x128(even01, even23, Even);
            x1 = Avx512F.Shuffle4x128(odd01, odd23, Even);
            x2 = Avx512F.Shuffle4x128(even01, even23, Odd);
            x3 = Avx512F.Shuffle4x128(odd01, odd23, Odd);
        }
    }

    public readonly struct Doubles : ISquare<double, Vector512<double>>
    {
        public static int Side => 8;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Transpose<TSink>(double* x, nint row, ref TSink sink) where TSink : struct, IRowSink<Vector512<double>>
        {
            Quarters(x, row, out var x0, out var x1);
            Quarters(x + (2 * row), row, out var x2, out var x3);
            Quarters(x + (4 * row), row, out var x4, out var x5);
            Quarters(x + (6 * row), row, out var x6, out var x7);
            Whole(ref x0, ref x2, ref x4, ref x6);
            Whole(ref x1, ref x3, ref x5, ref x7);
            sink.Next(x0);
            sink.Next(x1);
            sink.Next(x2);
            sink.Next(x3);
            sink.Next(x4);
            sink.Next(x5);
            sink.Next(x6);
            sink.Next(x7);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Quarters(double* x, nint row, out Vector512<double> y0, out Vector512<double> y1)
        {
            var (x0, x1) = (Vector512.Load(x), Vector512.Load(x + row));
            y0 = Avx512F.UnpackLow(x0, x1);
            y1 = Avx512F.UnpackHigh(x0, x1);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Whole(ref Vector512<double> x0, ref Vector512<double> x1, ref Vector512<double> x2, ref Vector512<double> x3)
        {
            var (even01, odd01) = (Avx512F.Shuffle4x128(x0, x1, Even), Avx512F.Shuffle4x128(x0, x1, Odd));
            var (even23, odd23) = (Avx512F.Shuffle4x128(x2, x3, Even), Avx512F.Shuffle4x128(x2, x3, Odd));
            x0 = Avx512F.Shuffle4x128(even01, even23, Even);
            x1 = Avx512F.Shuffle4x128(odd01, odd23, Even);
            x2 = Avx512F.Shuffle4x128(even01, even23, Odd);
            x3 = Avx512F.Shuffle4x128(odd01, odd23, Odd);
        }
    }
}
