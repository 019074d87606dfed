using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The leaky rectifier of each element, y = x where x &gt; 0, else slope·x.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="slope">The slope below 0.</param>
    /// <remarks>The subgradient at 0 is the slope.</remarks>
    public static Variable<T> LeakyRelu<T>(Variable<T> x, double slope = 0.01) where T : unmanaged, IFloatingPointIeee754<T> =>
        new LeakyReluPrimitive<T>(slope).Apply(x);

    private sealed record LeakyReluPrimitive<T>(double Slope) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // max(x, 0) + slope·min(x, 0): one of the terms is 0.
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Tiles.Run(x, y, T.CreateTruncating(Slope), static (x, y, negative, slope) =>
            {
                TensorPrimitives.Min(x, T.Zero, negative);
                TensorPrimitives.Max(x, T.Zero, y);
                TensorPrimitives.MultiplyAdd(negative, slope, y, y);
            });

        // 1 where x > 0, else the slope.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Where<T>(Greater(x, 0), 1, Slope);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("leakyRelu", @"\operatorname{leakyReLU}", $"{Formula.Number(Slope)}", x);

        internal override ElementCode? Code => new($"T.Max({{0}}, 0) + (T.Min({{0}}, 0) * {CodeOperation.Number(Slope)})");
    }
}
