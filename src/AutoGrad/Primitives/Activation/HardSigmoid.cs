using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sigmoid made of lines, y = min(max(x + 3, 0), 6)/6; NaN stays NaN.</summary>
    /// <remarks>The subgradient at ±3 is 0.</remarks>
    public static Variable<T> HardSigmoid<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new HardSigmoidPrimitive<T>().Apply(x);

    private sealed record HardSigmoidPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Tiles.Run(x, y, T.CreateTruncating(6), static (x, y, _, six) =>
        {
            TensorPrimitives.Add(x, T.CreateTruncating(3), y);
            TensorPrimitives.Max(y, T.Zero, y);
            TensorPrimitives.Min(y, six, y);
            TensorPrimitives.Divide(y, six, y);
        });

        // 1/6 between -3 and 3, 0 at them and beyond.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Greater(x, -3) * Less(x, 3) / 6;

        internal override ElementCode? Code => new("T.Min(T.Max({0} + 3, 0), 6) / 6");
    }
}
