using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoGrad.Kernels;

/// <summary>Functions that vanish at 0, right to the last digits there too, where those of the library lose all of them.</summary>
internal static class NearZero
{
    // Beyond it, 1 changes nothing in eˣ or e⁻ˣ.
    private const double Far = 40;

    // tanh x = x + x³(c₀ + c₁x² + ...).
    private static ReadOnlySpan<double> TanhCoefficients =>
    [
        -1.0 / 3, 2.0 / 15, -17.0 / 315, 62.0 / 2835, -1382.0 / 155925, 21844.0 / 6081075, -929569.0 / 638512875, 6404582.0 / 10854718875,
        -443861162.0 / 1856156927625, 18888466084.0 / 194896477400625,
    ];

    /// <summary>eˣ - 1 = (u - 1)·x/ln u with u = eˣ rounded: what the rounding adds to u - 1 it adds to ln u too (Kahan).</summary>
    public static void ExpM1<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var far = T.CreateTruncating(Far);
        var (least, largest) = (T.CreateTruncating(Math.Exp(-Far)), T.CreateTruncating(Math.Exp(Far)));
        Span<T> inputs = stackalloc T[Broadcast.TileLength];
        Span<T> powers = stackalloc T[Broadcast.TileLength];
        Span<T> logarithms = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += inputs.Length)
        {
            var length = Math.Min(inputs.Length, x.Length - start);
            var input = inputs[..length];
            var u = powers[..length];
            var logarithm = logarithms[..length];
            var result = y.Slice(start, length);
            TensorPrimitives.Max(x.Slice(start, length), -far, input);
            TensorPrimitives.Min(input, far, input);
            TensorPrimitives.Exp(x.Slice(start, length), result);
            TensorPrimitives.Max(result, least, u);
            TensorPrimitives.Min(u, largest, u);
            // What lies beyond is added at the end, where it is all there is.
            TensorPrimitives.Subtract(result, u, result);
            TensorPrimitives.Log<T>(u, logarithm);
            TensorPrimitives.Subtract(u, T.One, u);
            TensorPrimitives.Multiply(u, input, u);
            TensorPrimitives.Divide(u, logarithm, u);
            Masks.Select<T>(logarithm, u, input, u);
            TensorPrimitives.Add(result, u, result);
        }
    }

    /// <summary>ln(1 + x) = ln u · x/(u - 1) with u = 1 + x rounded: the ratio takes the rounding out again (Kahan).</summary>
    public static void Log1p<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var largest = T.BitDecrement(T.PositiveInfinity);
        Span<T> inputs = stackalloc T[Broadcast.TileLength];
        Span<T> differences = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += inputs.Length)
        {
            var length = Math.Min(inputs.Length, x.Length - start);
            var input = inputs[..length];
            var difference = differences[..length];
            var result = y.Slice(start, length);
            // The ratio of infinities must be 1.
            TensorPrimitives.Min(x.Slice(start, length), largest, input);
            TensorPrimitives.Add(x.Slice(start, length), T.One, result);
            TensorPrimitives.Subtract(result, T.One, difference);
            TensorPrimitives.Min(difference, largest, difference);
            TensorPrimitives.Log<T>(result, result);
            TensorPrimitives.Multiply(result, input, result);
            TensorPrimitives.Divide(result, difference, result);
            Masks.Select<T>(difference, result, input, result);
        }
    }

    /// <summary>tanh x, by its series where |x| is below ¼.</summary>
    public static void Tanh<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> inputs = stackalloc T[ShortRuns.Length<T>()];
        for (var start = 0; start < x.Length; start += inputs.Length)
        {
            var length = Math.Min(inputs.Length, x.Length - start);
            var input = inputs[..length];
            var result = y.Slice(start, length);
            x.Slice(start, length).CopyTo(input);
            TensorPrimitives.Tanh(input, result);
            TanhSeries<T>(input, result, T.One, T.One);
        }
    }

    /// <summary>x - tanh x, by the series where |x| is below ¼: there the difference has lost its leading digits.</summary>
    public static void Tanhshrink<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> inputs = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += inputs.Length)
        {
            var length = Math.Min(inputs.Length, x.Length - start);
            var input = inputs[..length];
            var result = y.Slice(start, length);
            x.Slice(start, length).CopyTo(input);
            TensorPrimitives.Tanh(input, result);
            TensorPrimitives.Subtract(input, result, result);
            TanhSeries<T>(input, result, T.Zero, -T.One);
        }
    }

    // y = linear·x + sign·(tanh x - x) where |x| is below ¼; elsewhere y stays.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TanhSeries<T>(ReadOnlySpan<T> x, Span<T> y, T linear, T sign) where T : unmanaged, IFloatingPointIeee754<T>
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
                    Vector.LessThan(Vector.Abs(v), Vector.Create(limit)), (v * linear) + (v * square * sum * sign), vectors[j]);
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
            y[i] = (x[i] * linear) + (x[i] * square * sum * sign);
        }
    }
}
