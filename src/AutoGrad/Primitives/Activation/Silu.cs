using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sigmoid linear unit of each element, y = x·σ(x), also known as Swish.</summary>
    /// <remarks>-∞ gives NaN. S. Elfwing, E. Uchibe, K. Doya, "Sigmoid-weighted linear units for neural network function approximation", 2018.</remarks>
    public static Variable<T> Silu<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SiluPrimitive<T>().Apply(x);

    private sealed record SiluPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Tiles.Run(x, y, 0, static (x, y, sigmoid, _) =>
        {
            Exponentials.Sigmoid(x, sigmoid);
            TensorPrimitives.Multiply(x, sigmoid, y);
        });

        // d(x·σ)/dx = σ + x·σ(1 - σ), with 1 - σ(x) = σ(-x), which keeps its digits.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y)
        {
            var sigmoid = Sigmoid(x);
            return sigmoid * (1 + (x * Sigmoid(-x)));
        }

        internal override ElementCode? Code => new("{0} / (1 + T.Exp(-{0}))");
    }
}
