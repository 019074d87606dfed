using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>Whole powers by repeated squaring.</summary>
internal static class Powers
{
    public static void Integer<T>(ReadOnlySpan<T> x, int exponent, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> tile = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += tile.Length)
        {
            var length = Math.Min(tile.Length, x.Length - start);
            var square = tile[..length];
            var power = y.Slice(start, length);
            x.Slice(start, length).CopyTo(square);
            power.Fill(T.One);
            for (var bits = (uint)Math.Abs((long)exponent); bits != 0;)
            {
                if ((bits & 1) != 0)
                    TensorPrimitives.Multiply(power, square, power);
                bits >>= 1;
                if (bits != 0)
                    TensorPrimitives.Multiply(square, square, square);
            }
            if (exponent < 0)
                TensorPrimitives.Reciprocal(power, power);
        }
    }
}
