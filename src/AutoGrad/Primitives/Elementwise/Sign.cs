using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sign of each element: -1, 0 or 1; NaN stays NaN.</summary>
    /// <remarks>The derivative is 0, also at the jump.</remarks>
    public static Variable<T> Sign<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SignPrimitive<T>().Apply(x);

    private sealed record SignPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            Masks.Sign(x, y);

        // Constant on either side of 0.
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Zero;

        internal override ElementCode? Code => new("{0} == 0 || T.IsNaN({0}) ? {0} : T.CopySign(1, {0})");
    }
}
