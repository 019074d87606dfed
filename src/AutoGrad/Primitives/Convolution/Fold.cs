using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The transpose of <see cref="Unfold{T}"/>: columns of windows added up at the windows' places, [n, c · window's size, windows] to [n, c, ..size].
    /// </summary>
    /// <param name="x">The columns, a row for each element of a window of each channel.</param>
    /// <param name="size">The lengths of the output, one for each of its spatial axes.</param>
    /// <param name="window">The lengths of a window.</param>
    /// <param name="stride">The distance of neighbouring windows, 1 where it is not given.</param>
    /// <param name="padding">How far windows reach beyond the output, where nothing is kept; not at all where it is not given.</param>
    /// <param name="dilation">The distance of neighbouring elements of a window, 1 where it is not given.</param>
    /// <exception cref="ShapeException">There are not as many windows, not as many rows, or more than three spatial axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, a window, a stride or a dilation is less than 1, or a padding is negative.</exception>
    public static Variable<T> Fold<T>(
        Variable<T> x, PerAxis size, PerAxis window, PerAxis? stride = null, Padding? padding = null, PerAxis? dilation = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(size);
        ArgumentNullException.ThrowIfNull(window);
        var columns = ShapeOf(x);
        foreach (var length in size)
            Guard.Argument(length >= 1, nameof(Fold), "needs a size of at least 1", $"{size}", nameof(size));
        var whole = Shape.Create([1, 1, .. size]);
        TapRule.CheckAxes(nameof(Fold), whole);
        var lengths = PerAxis.Resolve(window, nameof(Fold), "window", whole, 1, 1);
        var (steps, output) = WindowSteps.Over(nameof(Fold), whole, lengths.Values, stride, padding, dilation);
        if (columns.Rank != 3 || columns[1] % lengths.Product != 0 || columns[2] != output.Product)
            Guard.ThrowShape(nameof(Fold), $"needs x [n, c · {lengths.Product}, {output.Product}] for windows {lengths} of size {size}", $"x {columns}");
        return new FoldPrimitive<T>(steps, lengths, output, new(whole.Lengths[2..])).Apply(x);
    }

    private sealed record FoldPrimitive<T>(WindowSteps Steps, Axes Window, Axes Output, Axes Size) : LinearPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([x[0].Shape[0], x[0].Shape[1] / Window.Product, .. Size.Values]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Unfolding.Fold(ValuesOf(x[0]), y, Steps.Problem(shape[0], shape[1] / Window.Product, 1, 1, Size.Values, Window.Values, Output.Values));
        }

        // Each element of a column went to one place, and has its cotangent; in the padding it has none.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new UnfoldPrimitive<T>(Steps, Window, Output).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("fold", @"\operatorname{fold}", $"{Window}", x);

        internal override string WriteCode(CodeOperation operation) => Steps.WriteColumns(operation, ProductCode.Fold, operation.Shape, Window, Output);
    }
}
