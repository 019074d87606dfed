using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element brought between two bounds, y = min(max(x, min), max); an infinite bound is none.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="min">The lower bound.</param>
    /// <param name="max">The upper bound, which wins where it is below the lower one.</param>
    /// <remarks>The derivative is 1 where min ≤ x ≤ max, at the bounds too, and 0 elsewhere. NaN stays NaN.</remarks>
    public static Variable<T> Clamp<T>(Variable<T> x, double min = double.NegativeInfinity, double max = double.PositiveInfinity)
        where T : unmanaged, IFloatingPointIeee754<T> => new ClampPrimitive<T>(min, max).Apply(x);

    private sealed record ClampPrimitive<T>(double Min, double Max) : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y)
        {
            TensorPrimitives.Max(x, T.CreateTruncating(Min), y);
            TensorPrimitives.Min(y, T.CreateTruncating(Max), y);
        }

        // 1 within the bounds, 0 outside.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => GreaterOrEqual(x, Min) * LessOrEqual(x, Max);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("clamp", x[0], Formula.Number(Min), Formula.Number(Max));

        internal override ElementCode? Code => new("T.Min(T.Max({0}, " + CodeOperation.Number(Min) + "), " + CodeOperation.Number(Max) + ")");
    }
}
