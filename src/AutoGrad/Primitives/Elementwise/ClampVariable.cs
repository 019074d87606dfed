using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>Each element brought between two bounds, y = min(max(x, min), max), broadcasting.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="min">The lower bounds.</param>
    /// <param name="max">The upper bounds, which win where they are below the lower ones.</param>
    /// <remarks>
    /// The derivative goes to x where min ≤ x ≤ max, at the bounds too; to min where x &lt; min &lt; max; and to max where x > max or max &lt; min. NaN stays NaN.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Clamp<T>(Variable<T> x, Variable<T> min, Variable<T> max) where T : unmanaged, IFloatingPointIeee754<T> =>
        new ClampVariablePrimitive<T>().Apply(x, min, max);

    private sealed record ClampVariablePrimitive<T>() : TernaryPrimitive<T>(("x", "min", "max")) where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override string Name => nameof(Clamp);

        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> y)
        {
            TensorPrimitives.Max(a, b, y);
            TensorPrimitives.Min(y, c, y);
        }

        // y is one of x, min and max, and moves with that one alone.
        protected override Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y)
        {
            var (value, min, max) = (x[0], x[1], x[2]);
            return input switch
            {
                0 => (value >= min) * (value <= max),
                1 => (value < min) * (min < max),
                _ => Maximum(value > max, max < min),
            };
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("clamp", x);

        internal override ElementCode? Code => new("T.Min(T.Max({0}, {1}), {2})");
    }
}
