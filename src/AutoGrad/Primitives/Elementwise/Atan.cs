using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The inverse tangent of each element, in radians, in [-π/2, π/2].</summary>
    public static Variable<T> Atan<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new AtanPrimitive<T>().Apply(x);

    private sealed record AtanPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => InverseTrigonometry.Atan(x, y);

        // d(atan x)/dx = 1/(1 + x²), which is 0 where the square overflows.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Reciprocal(1 + Square(x));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("atan", @"\arctan", "", x);

        internal override ElementCode? Code => new("T.Atan({0})");
    }
}
