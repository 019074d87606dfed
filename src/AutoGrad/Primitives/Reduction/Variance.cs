using System.Numerics;
using System.Numerics.Tensors;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The variance of all elements, [].</summary>
    /// <param name="x">The elements.</param>
    /// <param name="correction">What the number of elements is lowered by: 1, as in PyTorch, for a sample, 0 for a whole population.</param>
    /// <remarks>
    /// The mean is subtracted before anything is squared, so that a large mean costs no digits. Where the correction leaves nothing to divide by, as
    /// for one element and a correction of 1, the result is NaN or infinite.
    /// </remarks>
    public static Variable<T> Variance<T>(Variable<T> x, double correction = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        Variance(x, AllAxes(x), keepDimensions: false, correction);

    /// <summary>The variance along one axis, y[..] = Σᵢ (x[.., i, ..] - mean)² / (n - correction).</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="keepDimensions">Whether the axis stays, with a length of 1.</param>
    /// <param name="correction">What the number of elements is lowered by: 1, as in PyTorch, for a sample, 0 for a whole population.</param>
    /// <remarks>
    /// The mean is subtracted before anything is squared, so that a large mean costs no digits. Where the correction leaves nothing to divide by, as
    /// for one element and a correction of 1, the result is NaN or infinite.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> Variance<T>(Variable<T> x, int axis, bool keepDimensions = false, double correction = 1)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Variance(x, [axis], keepDimensions, correction);

    /// <summary>The variance along axes.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="axes">The axes; negative ones count from the end.</param>
    /// <param name="keepDimensions">Whether the axes stay, with a length of 1.</param>
    /// <param name="correction">What the number of elements is lowered by: 1, as in PyTorch, for a sample, 0 for a whole population.</param>
    /// <remarks>
    /// The mean is subtracted before anything is squared, so that a large mean costs no digits. Where the correction leaves nothing to divide by, as
    /// for one element and a correction of 1, the result is NaN or infinite.
    /// </remarks>
    /// <exception cref="ShapeException">There is no such axis, or one is named twice.</exception>
    public static Variable<T> Variance<T>(Variable<T> x, ReadOnlySpan<int> axes, bool keepDimensions = false, double correction = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var merged = new MergedAxes(nameof(Variance), ShapeOf(x), axes);
        return merged.Reduced(new VariancePrimitive<T>(merged.Axis, correction).Apply(merged.Merge(x)), keepDimensions);
    }

    private sealed record VariancePrimitive<T>(int Axis, double Correction) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape.With(Axis, 1);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Kernels.Moments.SquaresAboutMean(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
            if (!y.IsEmpty)
                TensorPrimitives.Divide(y, T.CreateTruncating(Divisor(shape)), y);
        }

        // Moving the mean changes the sum of squares about it by nothing to first order: ∂y/∂xᵢ = 2(xᵢ - mean)/(n - correction).
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            (x[0] - Mean(x[0], Axis, keepDimensions: true)) * (yBar * (2 / Divisor(x[0].Shape)));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("var", @"\operatorname{var}", $"{Axis}", x);

        private double Divisor(Shape shape) => Math.Max(0, shape[Axis] - Correction);

        internal override string WriteCode(CodeOperation operation) => operation.Call(ReductionCode.Variance, Axis, Correction);
    }
}
