using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>Whole powers by repeated squaring.</summary>
internal static class Powers
{
    public static void Integer<T>(ReadOnlySpan<T> x, int exponent, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (exponent == 0)
        {
            y.Fill(T.One);
            return;
        }
        Span<T> squares = stackalloc T[Broadcast.TileLength];
        Span<T> products = stackalloc T[Broadcast.TileLength];
        for (var start = 0; start < x.Length; start += squares.Length)
        {
            var length = Math.Min(squares.Length, x.Length - start);
            Power(x.Slice(start, length), (uint)Math.Abs((long)exponent), y.Slice(start, length), squares[..length], products[..length]);
            if (exponent < 0)
                TensorPrimitives.Reciprocal(y.Slice(start, length), y.Slice(start, length));
        }
    }

    // Writes y in the last step only, since it may lie where x does.
    private static void Power<T>(ReadOnlySpan<T> x, uint exponent, Span<T> y, Span<T> square, Span<T> kept) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var factor = x;
        ReadOnlySpan<T> product = default;
        for (; exponent > 1; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                if (product.IsEmpty)
                    factor.CopyTo(kept);
                else
                    TensorPrimitives.Multiply(product, factor, kept);
                product = kept;
            }
            var isLast = exponent is 2 or 3 && product.IsEmpty;
            TensorPrimitives.Multiply(factor, factor, isLast ? y : square);
            if (isLast)
                return;
            factor = square;
        }
        if (product.IsEmpty)
            factor.CopyTo(y);
        else
            TensorPrimitives.Multiply(product, factor, y);
    }
}
