using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The smallest of all elements, []; NaN if one is.</summary>
    /// <remarks>Elements that tie share the derivative equally; so do those that are NaN.</remarks>
    /// <exception cref="ShapeException">There are no elements.</exception>
    public static Variable<T> Min<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Min(x, AllAxes(x));

    /// <summary>The smallest element along one axis, y[..] = minᵢ x[.., i, ..]; NaN if one is.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>Elements that tie share the derivative equally; so do those that are NaN.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or it has a length of 0.</exception>
    public static Variable<T> Min<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Min(x, [axis], keepDimensions);

    /// <summary>The smallest element along axes; NaN if one is.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>Elements that tie share the derivative equally; so do those that are NaN.</remarks>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or one has a length of 0.</exception>
    public static Variable<T> Min<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new MinPrimitive<T>(ShapeOf(x), axes, keepDimensions).Apply(x);

    private sealed record MinPrimitive<T> : SinglePassReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public MinPrimitive(Shape shape, ReadOnlySpan<int> axes, bool keepDimensions) : base(shape, axes, keepDimensions) { }

        protected override bool HasIdentity => false;

        private protected override void Fold(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) =>
            Reductions.Min(x, y, outer, length, inner);

        // The n elements that equal the minimum have the derivative 1/n, the others 0.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var smallest = Same(x[0], Kept(x[0], y));
            return smallest * (Kept(x[0], yBar) / Sum(smallest, Axes, keepDimensions: true));
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("min", @"\min", Subscript, x);

        internal override string WriteCode(CodeOperation operation) => operation.Reduction("T.PositiveInfinity", "T.Min(a, b)", Axes);
    }
}
