using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The leaky rectifier with a slope that is learned, y = x where x &gt; 0, else slope·x, broadcasting.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="slope">The slope below 0; one for each channel of images [n, c, h, w] has the shape [c, 1, 1].</param>
    /// <remarks>
    /// The subgradient at 0 is the slope. K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV 2015.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> PRelu<T>(Variable<T> x, Variable<T> slope) where T : unmanaged, IFloatingPointIeee754<T> =>
        new PReluPrimitive<T>().Apply(x, slope);

    private sealed record PReluPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // max(x, 0) + slope·min(x, 0): one of the terms is 0.
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
        {
            Span<T> tile = stackalloc T[Broadcast.TileLength];
            for (var start = 0; start < y.Length; start += tile.Length)
            {
                var length = Math.Min(tile.Length, y.Length - start);
                var negative = tile[..length];
                var result = y.Slice(start, length);
                TensorPrimitives.Min(a.Slice(start, length), T.Zero, negative);
                TensorPrimitives.Multiply(negative, b.Slice(start, length), negative);
                TensorPrimitives.Max(a.Slice(start, length), T.Zero, result);
                TensorPrimitives.Add(result, negative, result);
            }
        }

        // 1 where x > 0, else the slope.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => Where(Greater(a, 0), 1, b);

        // min(x, 0), without a tie at 0.
        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => Where(Greater(a, 0), 0, a);

        internal override ElementCode? Code => new("T.Max({0}, 0) + (T.Min({0}, 0) * {1})");
    }
}
