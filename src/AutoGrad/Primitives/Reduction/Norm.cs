using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The p-norm of all elements, (Σ |xᵢ|ᵖ)^(1/p), [].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="order">The order p: any number, infinity and -infinity included, but NaN.</param>
    /// <remarks>
    /// The order ∞ gives the largest absolute value and -∞ the smallest, where ties share the derivative equally; 0 counts the elements other
    /// than 0, and has no derivative. The derivative in an element that is 0 is 0, for the orders below 1 as for all others; so at the zero
    /// vector the chosen subgradient is 0. Squares and powers neither overflow nor underflow on the way.
    /// </remarks>
    /// <exception cref="ShapeException">There are no elements, and the order is ∞ or negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is NaN.</exception>
    public static Variable<T> Norm<T>(Variable<T> x, double order = 2) where T : unmanaged, IFloatingPointIeee754<T> =>
        Norm(x, order, AllAxes(x));

    /// <summary>The p-norm along one axis, y[..] = (Σᵢ |x[.., i, ..]|ᵖ)^(1/p).</summary>
    /// <param name="x">The elements.</param>
    /// <param name="order">The order p: any number, infinity and -infinity included, but NaN.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <remarks>
    /// The order ∞ gives the largest absolute value and -∞ the smallest, where ties share the derivative equally; 0 counts the elements other
    /// than 0, and has no derivative. The derivative in an element that is 0 is 0, for the orders below 1 as for all others; so at the zero
    /// vector the chosen subgradient is 0. Squares and powers neither overflow nor underflow on the way.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis, or it has a length of 0 and the order is ∞ or negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is NaN.</exception>
    public static Variable<T> Norm<T>(Variable<T> x, double order, int axis, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Norm(x, order, [axis], keepDimensions);

    /// <summary>The p-norm along axes, of all elements along them as one vector.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="order">The order p: any number, infinity and -infinity included, but NaN.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <remarks>
    /// The order ∞ gives the largest absolute value and -∞ the smallest, where ties share the derivative equally; 0 counts the elements other
    /// than 0, and has no derivative. The derivative in an element that is 0 is 0, for the orders below 1 as for all others; so at the zero
    /// vector the chosen subgradient is 0. Squares and powers neither overflow nor underflow on the way.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis, one is named twice, or one has a length of 0 and the order is ∞ or negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is NaN.</exception>
    public static Variable<T> Norm<T>(Variable<T> x, double order, ReadOnlySpan<int> axes, bool keepDimensions = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.Argument(!double.IsNaN(order), nameof(Norm), "needs an order that is a number", $"{order}", nameof(order));
        var merged = new MergedAxes(nameof(Norm), ShapeOf(x), axes);
        if (order < 0 || double.IsPositiveInfinity(order))
            merged.RequireElements();
        return order switch
        {
            0 => Sum(NotEqual(x, 0), axes, keepDimensions),
            1 => Sum(Abs(x), axes, keepDimensions),
            double.PositiveInfinity => Max(Abs(x), axes, keepDimensions),
            double.NegativeInfinity => Min(Abs(x), axes, keepDimensions),
            _ => merged.Reduced(new NormPrimitive<T>(order, merged.Axis).Apply(merged.Merge(x)), keepDimensions),
        };
    }

    private sealed record NormPrimitive<T>(double Order, int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape.With(Axis, 1);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Norms.Norm(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank), T.CreateTruncating(Order));
        }

        // ∂y/∂xᵢ = |xᵢ|ᵖ⁻¹ sign(xᵢ) (Σ |x|ᵖ)^(1/p - 1) = (|xᵢ|/y)ᵖ⁻¹ sign(xᵢ), where nothing overflows. For p = 2 it is xᵢ/y.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            yBar * Where(x[0], Order == 2 ? x[0] / y : Sign(x[0]) * Pow(Abs(x[0]) / y, Order - 1), 0);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Order == 2
            ? Formula.Fence("‖", "‖", @"\left\lVert", @"\right\rVert", x[0])
            : Formula.Call("norm", @"\operatorname{norm}", $"{Order}", x);

        internal override string WriteCode(CodeOperation operation) => operation.CallAlong(ReductionCode.Norm, operation.Shapes[0], Axis, Order);
    }
}
