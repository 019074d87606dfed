using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;
using AutoGrad.Kernels.Fused;
using AutoGrad.Recording;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Selects by a mask, broadcasting: y = a where the condition is not 0, else b.</summary>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Where<T>(Variable<T> condition, Variable<T> a, Variable<T> b)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new WherePrimitive<T>().Apply(condition, a, b);

    private sealed record WherePrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            var (condition, a, b) = (x[0].Shape, x[1].Shape, x[2].Shape);
            var some = Shape.TryBroadcast(condition, a);
            var shape = some is null ? null : Shape.TryBroadcast(some, b);
            if (shape is null)
                Guard.ThrowNotBroadcastable(Name, $"condition {condition}, a {a} and b {b}");
            return shape;
        }

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = InferShape(x);
            using var condition = new Stretched<T>(ValuesOf(x[0]), x[0].Shape, shape);
            using var a = new Stretched<T>(ValuesOf(x[1]), x[1].Shape, shape);
            using var b = new Stretched<T>(ValuesOf(x[2]), x[2].Shape, shape);
            Masks.Select(condition.Values, a.Values, b.Values, y);
        }

        internal override int TileOperands => 3;

        internal override void EvaluateTile(in Tile<T> x, Span<T> y) => Masks.Select(x.A, x.B, x.C, y);

        // The cotangent goes to the operand that was selected. Selecting 0 for the other keeps an infinity away from it, as no product would.
        protected internal override Variable<T>? Pullback(
            int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => input switch
            {
                1 => Where(x[0], yBar, 0),
                _ => Where(x[0], 0, yBar),
            };

        protected internal override Variable<T>? Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => Where(x[0], xDot[1] ?? 0, xDot[2] ?? 0);

        protected internal override string? WhyNotDifferentiable(int input) =>
            input == 0 ? "selects by its condition, which is a mask" : null;

        // What was not selected has no influence, and neither has what was zero before.
        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support)
        {
            var selected = input == 1 ? NotEqual(x[0], 0) : Equal(x[0], 0);
            return Broadcasting.Any(support is null ? selected : selected * NotEqual(support, 0), x[input].Shape, y.Shape);
        }

        internal override ElementCode? Code => new("{0} != 0 ? {1} : {2}");

        internal override Type? Fused => typeof(Selected);
    }
}
