using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The angle of each point (x, y) from the positive x axis, in radians, in [-π, π]: atan(y/x) in the right quadrant, broadcasting.</summary>
    /// <param name="y">The ordinates.</param>
    /// <param name="x">The abscissas.</param>
    /// <remarks>The sign of a zero counts, as in IEEE 754: on the negative x axis the angle is π for y = 0 and -π for y = -0. There is no derivative at the origin: it is NaN.</remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> Atan2<T>(Variable<T> y, Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> =>
        new Atan2Primitive<T>().Apply(y, x);

    private sealed record Atan2Primitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
        {
            var shape = Shape.TryBroadcast(x[0].Shape, x[1].Shape);
            if (shape is null)
                Guard.ThrowNotBroadcastable(Name, $"y {x[0].Shape} and x {x[1].Shape}");
            return shape;
        }

        protected override void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) => InverseTrigonometry.Atan2(a, b, y);

        // ∂atan2(a, b)/∂a = b/(a² + b²), ∂atan2(a, b)/∂b = -a/(a² + b²): divided twice by √(a² + b²), whose square may overflow or vanish.
        protected override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y)
        {
            var radius = Hypot(a, b);
            return b / radius / radius;
        }

        protected override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y)
        {
            var radius = Hypot(a, b);
            return -(a / radius / radius);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("atan2", @"\operatorname{atan2}", "", x);

        internal override ElementCode? Code => new("T.Atan2({0}, {1})");
    }
}
