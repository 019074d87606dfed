using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The tangent of each element, x in radians.</summary>
    public static Variable<T> Tan<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new TanPrimitive<T>().Apply(x);

    private sealed record TanPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Trigonometry.Tan(x, y);

        // d(tan x)/dx = 1/cos²(x) = 1 + y².
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => 1 + Square(y);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("tan", @"\tan", "", x);

        internal override ElementCode? Code => new("T.Tan({0})");
    }
}
