using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sine of each element, x in radians.</summary>
    public static Variable<T> Sin<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SinPrimitive<T>().Apply(x);

    private sealed record SinPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            ShortRuns.Sin(x, y);

        // d(sin x)/dx = cos x.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Cos(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("sin", @"\sin", "", x);

        internal override ElementCode? Code => new("T.Sin({0})", "Sin");
    }
}
