using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Kernels;

/// <summary>Reductions of the middle one of three axes, [outer, length, inner] to [outer, inner], in an order that only the lengths decide.</summary>
internal static class Reductions
{
    /// <summary>The sum along the axis; 0 where there are no elements.</summary>
    public static void Sum<T>(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0)
            y.Clear();
        else
            Reduction<T, SumOf<T>, SumOf<T>>.Run(x, y, outer, length, inner);
    }

    /// <summary>The sum of squares along the axis; 0 where there are no elements.</summary>
    public static void SumOfSquares<T>(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0)
            y.Clear();
        else
            Reduction<T, SumOfSquaresOf<T>, SumOf<T>>.Run(x, y, outer, length, inner);
    }

    /// <summary>The largest element along the axis; NaN if there is one.</summary>
    public static void Max<T>(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T> =>
        Reduction<T, MaxOf<T>, MaxOf<T>>.Run(x, y, outer, length, inner);

    /// <summary>The smallest element along the axis; NaN if there is one.</summary>
    public static void Min<T>(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T> =>
        Reduction<T, MinOf<T>, MinOf<T>>.Run(x, y, outer, length, inner);

    /// <summary>The product along the axis; 1 where there are no elements.</summary>
    public static void Prod<T>(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (length == 0)
            y.Fill(T.One);
        else
            Reduction<T, ProductOf<T>, ProductOf<T>>.Run(x, y, outer, length, inner);
    }

    private readonly struct SumOf<T> : IReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Line(ReadOnlySpan<T> x) => LineSum<T>.Sum(x);

        public static void Start(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);

        public static void Add(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Add(y, x, y);

        public static void AddRows(ReadOnlySpan<T> x, int stride, int rows, Span<T> y) => RowSum<T>.Add(x, stride, rows, y);
    }

    private readonly struct SumOfSquaresOf<T> : IReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Line(ReadOnlySpan<T> x) => LineSum<T>.SumOfSquares(x);

        public static void Start(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Multiply(x, x, y);

        public static void Add(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.MultiplyAdd(x, x, y, y);

        public static void AddRows(ReadOnlySpan<T> x, int stride, int rows, Span<T> y) => RowSum<T>.AddSquares(x, stride, rows, y);
    }

    private readonly struct MaxOf<T> : IReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Line(ReadOnlySpan<T> x) => LineExtremes<T>.Max(x);

        public static void Start(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);

        public static void Add(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Max(y, x, y);

        public static void AddRows(ReadOnlySpan<T> x, int stride, int rows, Span<T> y)
        {
            for (var row = 0; row < rows; row++)
                Add(x.Slice(row * stride, y.Length), y);
        }
    }

    private readonly struct MinOf<T> : IReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Line(ReadOnlySpan<T> x) => LineExtremes<T>.Min(x);

        public static void Start(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);

        public static void Add(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Min(y, x, y);

        public static void AddRows(ReadOnlySpan<T> x, int stride, int rows, Span<T> y)
        {
            for (var row = 0; row < rows; row++)
                Add(x.Slice(row * stride, y.Length), y);
        }
    }

    private readonly struct ProductOf<T> : IReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public static T Line(ReadOnlySpan<T> x) => TensorPrimitives.Product(x);

        public static void Start(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);

        public static void Add(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Multiply(y, x, y);

        public static void AddRows(ReadOnlySpan<T> x, int stride, int rows, Span<T> y)
        {
            for (var row = 0; row < rows; row++)
                Add(x.Slice(row * stride, y.Length), y);
        }
    }
}
