using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The sum of all elements, [].</summary>
    public static Variable<T> Sum<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Sum(x, AllAxes(x));

    /// <summary>The sum along one axis, y[..] = Σᵢ x[.., i, ..].</summary>
    /// <param name="x">The terms.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> Sum<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Sum(x, [axis], keepDimensions);

    /// <summary>The sum along axes. The sum of no elements is 0.</summary>
    /// <param name="x">The terms.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> Sum<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new SumPrimitive<T>(ShapeOf(x), axes, keepDimensions).Apply(x);

    private sealed record SumPrimitive<T> : SinglePassReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public SumPrimitive(Shape shape, ReadOnlySpan<int> axes, bool keepDimensions) : base(shape, axes, keepDimensions) { }

        protected override bool HasIdentity => true;

        internal override bool IsHomogeneousIn(int input) => true;

        private protected override void Fold(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) =>
            Reductions.Sum(x, y, outer, length, inner);

        // Each term counts once: its cotangent is that of its sum.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            BroadcastTo(Kept(x[0], yBar), x[0].Shape);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => Sum(xDot[0]!, Axes, KeepDimensions);

        // A mask goes the way of the cotangent.
        internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? null : Pullback(input, x, y, BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Total("Σ", @"\sum", Subscript, x[0]);

        internal override string WriteCode(CodeOperation operation) => operation.Reduction("0", "a + b", Axes);
    }
}
