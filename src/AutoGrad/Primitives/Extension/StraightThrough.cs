using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The value of one variable with the derivative of another, y = hard with ∂y/∂soft = 1 and ∂y/∂hard = 0, in both modes.</summary>
    /// <param name="hard">The value, such as a rounded or sampled one.</param>
    /// <param name="soft">What it stands for, of the same shape: nothing is broadcast.</param>
    /// <remarks>
    /// The straight-through estimator: Y. Bengio, N. Léonard, A. Courville, "Estimating or propagating gradients through stochastic neurons
    /// for conditional computation", 2013.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Variable<T> StraightThrough<T>(Variable<T> hard, Variable<T> soft) where T : unmanaged, IFloatingPointIeee754<T> =>
        new StraightThroughPrimitive<T>().Apply(hard, soft);

    private sealed record StraightThroughPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool SharesStorage => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            if (!x[0].Shape.Equals(x[1].Shape))
                Guard.ThrowShape(Name, "needs hard and soft of equal shape, since it does not broadcast", $"hard {x[0].Shape} and soft {x[1].Shape}");
            return x[0].Shape;
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Passes.Copy(ValuesOf(x[0]), y);

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            input == 1 ? yBar : null;

        protected internal override Variable<T>? Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => xDot[1];

        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) => support;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("straightThrough", @"\operatorname{straightThrough}", "", x);
    }
}
