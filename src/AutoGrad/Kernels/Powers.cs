using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>Whole powers by repeated squaring.</summary>
internal static class Powers
{
    public static void Integer<T>(ReadOnlySpan<T> x, int exponent, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> tile = stackalloc T[Broadcast.TileLength];
        Span<T> product = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += tile.Length)
        {
            var length = Math.Min(tile.Length, x.Length - start);
            var square = tile[..length];
            var first = product[..length];
            var power = y.Slice(start, length);
            ReadOnlySpan<T> factor = x.Slice(start, length);
            var isFirst = true;
            for (var bits = (uint)Math.Abs((long)exponent); bits != 0;)
            {
                if ((bits & 1) != 0)
                {
                    // What is left of x is not read again, so that the result may lie where x does.
                    if (isFirst && bits != 1)
                        factor.CopyTo(first);
                    else if (isFirst)
                        factor.CopyTo(power);
                    else
                        TensorPrimitives.Multiply(first, factor, bits == 1 ? power : first);
                    isFirst = false;
                }
                bits >>= 1;
                if (bits == 0)
                    break;
                TensorPrimitives.Multiply(factor, factor, square);
                factor = square;
            }
            if (exponent == 0)
                power.Fill(T.One);
            if (exponent < 0)
                TensorPrimitives.Reciprocal(power, power);
        }
    }
}
