using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>x - tanh x, by its series near 0, where the difference would lose all digits.</summary>
internal static class TanhshrinkKernel
{
    // tanh x = x + x³(c₀ + c₁x² + ...).
    private static ReadOnlySpan<double> TanhCoefficients =>
    [
        -1.0 / 3, 2.0 / 15, -17.0 / 315, 62.0 / 2835, -1382.0 / 155925, 21844.0 / 6081075, -929569.0 / 638512875, 6404582.0 / 10854718875,
        -443861162.0 / 1856156927625, 18888466084.0 / 194896477400625,
    ];

    public static void Tanhshrink<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> inputs = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += inputs.Length)
        {
            var length = Math.Min(inputs.Length, x.Length - start);
            var input = inputs[..length];
            var result = y.Slice(start, length);
            x.Slice(start, length).CopyTo(input);
            Hyperbolics.Tanh<T>(input, result);
            TensorPrimitives.Subtract(input, result, result);
            Series<T>(input, result);
        }
    }

    // y = x - tanh x where |x| is below ¼; elsewhere y stays.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Series<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Float has all its digits from half of the terms.
        var coefficients = typeof(T) == typeof(double) ? TanhCoefficients : TanhCoefficients[..5];
        var limit = T.CreateTruncating(0.25);
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            var vectors = MemoryMarshal.Cast<T, Vector<T>>(y);
            var inputs = MemoryMarshal.Cast<T, Vector<T>>(x);
            for (var j = 0; j < vectors.Length; j++)
            {
                var v = inputs[j];
                var square = v * v;
                var sum = Vector<T>.Zero;
                for (var k = coefficients.Length - 1; k >= 0; k--)
                    sum = (sum * square) + Vector.Create(T.CreateTruncating(coefficients[k]));
                vectors[j] = Vector.ConditionalSelect(
                    Vector.LessThan(Vector.Abs(v), Vector.Create(limit)), -(v * square * sum), vectors[j]);
            }
            i = vectors.Length * Vector<T>.Count;
        }
        for (; i < y.Length; i++)
        {
            if (!(T.Abs(x[i]) < limit))
                continue;
            var square = x[i] * x[i];
            var sum = T.Zero;
            for (var k = coefficients.Length - 1; k >= 0; k--)
                sum = (sum * square) + T.CreateTruncating(coefficients[k]);
            y[i] = -(x[i] * square * sum);
        }
    }
}
