using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>Reductions of the middle one of three axes, [outer, length, inner] to [outer, inner], in an order that only the lengths decide.</summary>
internal static class Reductions
{
    private const int ChunkLength = 1024;
    private const int ChunkRows = 32;

    public static void Sum<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        if (inner == 1)
        {
            for (var i = 0; i < outer; i++)
                y[i] = Sum(x.Slice(i * block, block));
            return;
        }
        using var scratch = new RentedSpan<T>(inner * (1 + BitOperations.Log2((uint)(length / ChunkRows) + 1)));
        for (var i = 0; i < outer; i++)
            SumRows(x.Slice(i * block, block), y.Slice(i * inner, inner), length, scratch.Span);
    }

    /// <summary>The largest element along the axis; NaN if there is one.</summary>
    public static void Max<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            if (inner == 1)
            {
                y[i] = TensorPrimitives.Max(rows);
                continue;
            }
            var result = y.Slice(i * inner, inner);
            rows[..inner].CopyTo(result);
            for (var row = 1; row < length; row++)
                TensorPrimitives.Max(result, rows.Slice(row * inner, inner), result);
        }
    }

    /// <summary>The smallest element along the axis; NaN if there is one.</summary>
    public static void Min<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            if (inner == 1)
            {
                y[i] = TensorPrimitives.Min(rows);
                continue;
            }
            var result = y.Slice(i * inner, inner);
            rows[..inner].CopyTo(result);
            for (var row = 1; row < length; row++)
                TensorPrimitives.Min(result, rows.Slice(row * inner, inner), result);
        }
    }

    /// <summary>The product along the axis; 1 where there are no elements.</summary>
    public static void Prod<T>(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var block = length * inner;
        for (var i = 0; i < outer; i++)
        {
            var rows = x.Slice(i * block, block);
            var result = y.Slice(i * inner, inner);
            if (length == 0)
            {
                result.Fill(T.One);
                continue;
            }
            if (inner == 1)
            {
                y[i] = TensorPrimitives.Product(rows);
                continue;
            }
            rows[..inner].CopyTo(result);
            for (var row = 1; row < length; row++)
                TensorPrimitives.Multiply(result, rows.Slice(row * inner, inner), result);
        }
    }

    // Halves, down to a chunk: the error of a sum of n grows with log n, not with n.
    private static T Sum<T>(ReadOnlySpan<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Length <= ChunkLength)
            return TensorPrimitives.Sum(x);
        var half = (x.Length / 2 + ChunkLength - 1) / ChunkLength * ChunkLength;
        return Sum(x[..half]) + Sum(x[half..]);
    }

    private static void SumRows<T>(ReadOnlySpan<T> x, Span<T> y, int length, Span<T> scratch) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var inner = y.Length;
        if (length <= ChunkRows)
        {
            if (length == 0)
                y.Clear();
            else
                x[..inner].CopyTo(y);
            for (var row = 1; row < length; row++)
                TensorPrimitives.Add(y, x.Slice(row * inner, inner), y);
            return;
        }
        var half = length / 2;
        SumRows(x[..(half * inner)], y, half, scratch);
        SumRows(x[(half * inner)..], scratch[..inner], length - half, scratch[inner..]);
        TensorPrimitives.Add(y, scratch[..inner], y);
    }
}
