using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The hyperbolic cosine of each element, y = (eˣ + e⁻ˣ)/2.</summary>
    public static Variable<T> Cosh<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new CoshPrimitive<T>().Apply(x);

    private sealed record CoshPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => Hyperbolics.Cosh(x, y);

        // d(cosh x)/dx = sinh x.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Sinh(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("cosh", @"\cosh", "", x);

        internal override ElementCode? Code => new("T.Cosh({0})", "Cosh");
    }
}
