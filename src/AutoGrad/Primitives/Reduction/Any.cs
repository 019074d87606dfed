using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>1 if any element is other than 0, else 0, [].</summary>
    /// <remarks>NaN is other than 0. Of no elements, the result is 0. A mask has no derivative.</remarks>
    public static Variable<T> Any<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Any(x, AllAxes(x));

    /// <summary>1 where any element along one axis is other than 0, else 0.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>NaN is other than 0. Of no elements, the result is 0. A mask has no derivative.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> Any<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Any(x, [axis], keepDimensions);

    /// <summary>1 where any element along axes is other than 0, else 0.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>NaN is other than 0. Of no elements, the result is 0. A mask has no derivative.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> Any<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new AnyPrimitive<T>(ShapeOf(x), axes, keepDimensions).Apply(x);

    private sealed record AnyPrimitive<T> : ReductionPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public AnyPrimitive(Shape shape, ReadOnlySpan<int> axes, bool keepDimensions) : base(shape, axes, keepDimensions) { }

        protected override bool HasIdentity => true;

        protected override void Reduce(ReadOnlySpan<T> x, Span<T> y, int outer, int length, int inner) =>
            Quantifiers.Any(x, y, outer, length, inner);

        protected internal override Variable<T>? Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => null;

        protected internal override string? WhyNotDifferentiable(int input) =>
            "gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it";

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("⋁", @"\bigvee", Subscript, x);

        internal override string WriteCode(CodeOperation operation) => operation.Reduction("0", "a != 0 || b != 0 ? 1 : 0", Axes);
    }
}
