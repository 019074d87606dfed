using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The logarithm of the sum of the exponentials of all elements, [], without overflow.</summary>
    /// <remarks>Where all elements are -∞, as in a row that is masked out, the result is -∞ and the derivative 0. Of no elements it is -∞.</remarks>
    public static Variable<T> LogSumExp<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => LogSumExp(x, AllAxes(x));

    /// <summary>The logarithm of the sum of the exponentials along one axis, y[..] = ln Σᵢ exp x[.., i, ..], without overflow.</summary>
    /// <param name="x">The exponents.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>Where all elements are -∞, as in a row that is masked out, the result is -∞ and the derivative 0. Of no elements it is -∞.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> LogSumExp<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        LogSumExp(x, [axis], keepDimensions);

    /// <summary>The logarithm of the sum of the exponentials along axes, without overflow.</summary>
    /// <param name="x">The exponents.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>Where all elements are -∞, as in a row that is masked out, the result is -∞ and the derivative 0. Of no elements it is -∞.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> LogSumExp<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new LogSumExpPrimitive<T>(ShapeOf(x), axes, keepDimensions).Apply(x);

    private sealed record LogSumExpPrimitive<T> : ReductionPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public LogSumExpPrimitive(Shape shape, ReadOnlySpan<int> axes, bool keepDimensions) : base(shape, axes, keepDimensions) { }

        protected override bool HasIdentity => true;

        protected override void Reduce(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) =>
            SoftmaxKernel.LogSumExp(x, y, outer, length, inner);

        // ∂y/∂xᵢ = exp(xᵢ - y), the softmax. Where all x are -∞, so is y, and their difference would be NaN.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var subtrahend = Where(Equal(y, double.NegativeInfinity), 0, y);
            return Kept(x[0], yBar) * Exp(x[0] - Kept(x[0], subtrahend));
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("ln Σ exp", @"\ln\sum\exp", Subscript, x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(ReductionCode.LogSumExp, Axes.ToArray());
    }
}
