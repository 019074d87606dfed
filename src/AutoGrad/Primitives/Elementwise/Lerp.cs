using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The linear interpolation between two variables, y = a + w(b - a), broadcasting: a for a weight of 0, b for a weight of 1, exactly.</summary>
    /// <param name="a">Where the weight is 0.</param>
    /// <param name="b">Where the weight is 1.</param>
    /// <param name="weight">The weight w, which may also lie outside [0, 1].</param>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Lerp<T>(Variable<T> a, Variable<T> b, Variable<T> weight) where T : unmanaged, IFloatingPointIeee754<T> =>
        new LerpPrimitive<T>().Apply(a, b, weight);

    private sealed record LerpPrimitive<T>() : TernaryPrimitive<T>(("a", "b", "weight")) where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y) => Interpolation.Lerp(a, b, c, y);

        // ∂(a + w(b - a))/∂a = 1 - w, ∂/∂b = w, ∂/∂w = b - a.
        protected override Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y) => input switch
        {
            0 => 1 - x[2],
            1 => x[2],
            _ => x[1] - x[0],
        };

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("lerp", x);

        internal override ElementCode? Code => new("{0} + ({2} * ({1} - {0}))");
    }
}
