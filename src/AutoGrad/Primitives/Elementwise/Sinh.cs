using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The hyperbolic sine of each element, y = (eˣ - e⁻ˣ)/2.</summary>
    public static Variable<T> Sinh<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SinhPrimitive<T>().Apply(x);

    private sealed record SinhPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Hyperbolics.Sinh(x, y);

        // d(sinh x)/dx = cosh x.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Cosh(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("sinh", @"\sinh", "", x);

        internal override ElementCode? Code => new("T.Sinh({0})", "Sinh");
    }
}
