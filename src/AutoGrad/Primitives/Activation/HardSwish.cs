using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The unit x·σ(x) with the sigmoid made of lines, y = x·min(max(x + 3, 0), 6)/6.</summary>
    /// <remarks>
    /// -∞ gives NaN. The subgradients at ±3 are those from above, -½ and 1. A. Howard and others, "Searching for MobileNetV3",
    /// ICCV 2019.
    /// </remarks>
    public static Variable<T> HardSwish<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new HardSwishPrimitive<T>().Apply(x);

    private sealed record HardSwishPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Tiles.Run(x, y, T.CreateTruncating(6), static (x, y, sigmoid, six) =>
        {
            TensorPrimitives.Add(x, T.CreateTruncating(3), sigmoid);
            TensorPrimitives.Max(sigmoid, T.Zero, sigmoid);
            TensorPrimitives.Min(sigmoid, six, sigmoid);
            TensorPrimitives.Divide(sigmoid, six, sigmoid);
            TensorPrimitives.Multiply(x, sigmoid, y);
        });

        // d(x(x + 3)/6)/dx = x/3 + ½ from -3 to below 3, 0 below and 1 above.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) =>
            Where(Less(x, -3), 0, Where(GreaterOrEqual(x, 3), 1, (x / 3) + 0.5));

        internal override ElementCode? Code => new("{0} * (T.Min(T.Max({0} + 3, 0), 6) / 6)");
    }
}
