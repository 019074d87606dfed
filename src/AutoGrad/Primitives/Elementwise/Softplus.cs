using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The softplus of each element, y = ln(1 + eˣ), a smooth max(x, 0).</summary>
    /// <remarks>Computed as max(x, 0) + ln(1 + e^-|x|), which neither overflows nor loses small values.</remarks>
    public static Variable<T> Softplus<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => new SoftplusPrimitive<T>().Apply(x);

    private sealed record SoftplusPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) =>
            SoftplusKernel.Softplus(x, y);

        // d ln(1 + eˣ)/dx = σ(x).
        protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => Sigmoid(x);

        internal override ElementCode? Code => new("T.Max({0}, 0) + LogP1(T.Exp(-T.Abs({0})))", Helper: SpecialCode.LogP1);
    }
}
