using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The self-regularised unit of each element, y = x·tanh(softplus(x)).</summary>
    /// <remarks>
    /// Computed as x·n/(n + 2) with n = e²ˣ + 2eˣ, in which nothing cancels. -∞ gives NaN. D. Misra, "Mish: a self regularized non-monotonic
    /// activation function", BMVC 2020.
    /// </remarks>
    public static Variable<T> Mish<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new MishPrimitive<T>().Apply(x);

    private sealed record MishPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        // From there on n/(n + 2) is 1 in every digit, and n² is still finite in float.
        private const double Far = 40;

        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Tiles.Run(x, y, T.CreateTruncating(Far), static (x, y, n, far) =>
        {
            Span<T> powers = stackalloc T[n.Length];
            TensorPrimitives.Min(x, far, powers);
            Exponentials.Exp<T>(powers, powers);
            TensorPrimitives.AddMultiply(powers, T.CreateTruncating(2), powers, n);
            TensorPrimitives.Add(n, T.CreateTruncating(2), powers);
            TensorPrimitives.Divide(n, powers, n);
            TensorPrimitives.Multiply(x, n, y);
        });

        // With e = eˣ, n = e² + 2e and w = n/(n + 2): dw/dx = (1 - w²)σ(x) = 4(n + 1)/(n + 2)²·e/(1 + e) = 4e(1 + e)/(n + 2)².
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y)
        {
            var near = Minimum(x, Far);
            var e = Exp(near);
            var n = e * (e + 2);
            return (n / (n + 2)) + (near * (4 * e * (1 + e) / (n + 2) / (n + 2)));
        }

        internal override ElementCode? Code => new("{0} * T.Tanh(T.Max({0}, 0) + LogP1(T.Exp(-T.Abs({0}))))", Helper: SpecialCode.LogP1);
    }
}
