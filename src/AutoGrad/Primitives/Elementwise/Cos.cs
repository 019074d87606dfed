using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The cosine of each element, x in radians.</summary>
    public static Variable<T> Cos<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new CosPrimitive<T>().Apply(x);

    private sealed record CosPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            ShortRuns.Cos(x, y);

        // d(cos x)/dx = -sin x.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => -Sin(x);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("cos", @"\cos", "", x);

        internal override ElementCode? Code => new("T.Cos({0})", "Cos");
    }
}
