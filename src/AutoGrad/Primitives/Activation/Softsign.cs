using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The softsign of each element, y = x/(1 + |x|), in (-1, 1).</summary>
    /// <remarks>±∞ give NaN. The second derivative at 0 is taken for 0.</remarks>
    public static Variable<T> Softsign<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SoftsignPrimitive<T>().Apply(x);

    private sealed record SoftsignPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Tiles.Run(x, y, 0, static (x, y, size, _) =>
        {
            TensorPrimitives.Abs(x, size);
            TensorPrimitives.Add(size, T.One, size);
            TensorPrimitives.Divide(x, size, y);
        });

        // ((1 + |x|) - x·sign(x))/(1 + |x|)² = 1/(1 + |x|)².
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Square(Reciprocal(1 + Abs(x)));

        internal override ElementCode? Code => new("{0} / (1 + T.Abs({0}))");
    }
}
