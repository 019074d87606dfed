using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The same value, y = x, whose cotangent is kept within bounds element by element: min(max(yBar, -bound), bound).</summary>
    /// <param name="x">The value.</param>
    /// <param name="bound">The largest absolute value of an element of the cotangent, greater than 0.</param>
    /// <remarks>Only the reverse mode clips: a tangent of the forward mode passes as it is.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not greater than 0.</exception>
    public static Variable<T> ClipGradient<T>(Variable<T> x, double bound) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(bound > 0, nameof(ClipGradient), "needs a bound greater than 0", $"{Formula.Number(bound)}", nameof(bound));
        return new ClipGradientPrimitive<T>(bound, ByNorm: false).Apply(x);
    }

    /// <summary>The same value, y = x, whose cotangent is shortened where its Euclidean norm is larger than a bound: yBar·min(1, bound/‖yBar‖).</summary>
    /// <param name="x">The value.</param>
    /// <param name="bound">The largest norm of the cotangent, greater than 0.</param>
    /// <remarks>Only the reverse mode clips: a tangent of the forward mode passes as it is.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not greater than 0.</exception>
    public static Variable<T> ClipGradientNorm<T>(Variable<T> x, double bound) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(bound > 0, nameof(ClipGradientNorm), "needs a bound greater than 0", $"{Formula.Number(bound)}", nameof(bound));
        return new ClipGradientPrimitive<T>(bound, ByNorm: true).Apply(x);
    }

    private sealed record ClipGradientPrimitive<T>(double Bound, bool ByNorm) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool SharesStorage => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) => Passes.Copy(ValuesOf(x[0]), y);

        // The largest element is divided out first, so that no square overflows; where nothing is clipped the cotangent keeps its bits.
        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            if (!ByNorm)
                return HardTanh(yBar, -Bound, Bound);
            if (yBar.Shape.Size == 0)
                return yBar;
            var largest = StopGradient(Max(Abs(yBar)));
            var norm = largest * Sqrt(Sum(Square(yBar / largest)));
            return Where(Greater(norm, Bound), yBar * (Bound / norm), yBar);
        }

        protected internal override Variable<T>? Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => xDot[0];

        protected internal override Formula Write(ReadOnlySpan<Formula> x)
        {
            var name = ByNorm ? "clipGradientNorm" : "clipGradient";
            return Formula.Call(name, $@"\operatorname{{{name}}}", $"{Formula.Number(Bound)}", x);
        }
    }
}
