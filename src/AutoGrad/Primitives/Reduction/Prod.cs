using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The product of all elements, [].</summary>
    /// <remarks>The derivative in an element is the product of the others, without a division: it is right with zeros, to any order.</remarks>
    public static Variable<T> Prod<T>(Variable<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Prod(x, AllAxes(x));

    /// <summary>The product along one axis, y[..] = Πᵢ x[.., i, ..].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>The derivative in an element is the product of the others, without a division: it is right with zeros, to any order.</remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> Prod<T>(Variable<T> x, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Prod(x, [axis], keepDimensions);

    /// <summary>The product along axes. The product of no elements is 1.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>The derivative in an element is the product of the others, without a division: it is right with zeros, to any order.</remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> Prod<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new ProdPrimitive<T>(ShapeOf(x), axes, keepDimensions).Apply(x);

    private sealed record ProdPrimitive<T> : SinglePassReduction<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public ProdPrimitive(Shape shape, ReadOnlySpan<int> axes, bool keepDimensions) : base(shape, axes, keepDimensions) { }

        protected override bool HasIdentity => true;

        private protected override void Fold(ReductionOperand<T> x, Span<T> y, int outer, int length, int inner) =>
            Reductions.Prod(x, y, outer, length, inner);

        // ∂y/∂xᵢ is the product of the elements before i and of those after it.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar)
        {
            var axes = new MergedAxes(Name, x[0].Shape, Axes);
            var whole = Kept(x[0], yBar);
            if (axes.Length < 2)
                return BroadcastTo(whole, x[0].Shape);
            var (lines, axis) = (axes.Merge(x[0]), axes.Axis);
            var one = Variable.Ones<T>(lines.Shape.With(axis, 1));
            var before = Concatenate<T>([one, Products(Slice(lines, axis, ..^1), axis, backwards: false)], axis);
            var after = Concatenate<T>([Products(Slice(lines, axis, 1..), axis, backwards: true), one], axis);
            return whole * axes.Split(before * after);
        }

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Total("Π", @"\prod", Subscript, x[0]);

        internal override string WriteCode(CodeOperation operation) => operation.Reduction("1", "a * b", Axes);
    }
}
