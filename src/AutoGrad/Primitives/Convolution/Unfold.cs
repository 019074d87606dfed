using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The windows of x as columns, [n, c · window's size, windows]: a convolution is a product of its filters, as rows, with them.
    /// </summary>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    /// <param name="window">The lengths of a window.</param>
    /// <param name="stride">The distance of neighbouring windows, 1 where it is not given.</param>
    /// <param name="padding">How far windows reach beyond x, where its elements count as 0; not at all where it is not given.</param>
    /// <param name="dilation">The distance of neighbouring elements of a window, 1 where it is not given.</param>
    /// <exception cref="ShapeException">x has other axes, or windows do not fit into the padded x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A window, a stride or a dilation is less than 1, or a padding is negative.</exception>
    public static Variable<T> Unfold<T>(Variable<T> x, PerAxis window, PerAxis? stride = null, Padding? padding = null, PerAxis? dilation = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(window);
        var shape = ShapeOf(x);
        TapRule.CheckAxes(nameof(Unfold), shape);
        var lengths = PerAxis.Resolve(window, nameof(Unfold), "window", shape, 1, 1);
        var (steps, output) = WindowSteps.Over(nameof(Unfold), shape, lengths.Values, stride, padding, dilation);
        return new UnfoldPrimitive<T>(steps, lengths, output).Apply(x);
    }

    private sealed record UnfoldPrimitive<T>(WindowSteps Steps, Axes Window, Axes Output) : LinearPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        internal override bool CarriesMasks => true;

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([x[0].Shape[0], x[0].Shape[1] * Window.Product, Output.Product]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            Unfolding.Unfold(ValuesOf(x[0]), y, Steps.Problem(shape[0], shape[1], 1, 1, shape.Lengths[2..], Window.Values, Output.Values));
        }

        // Each element is in some windows, and gets their cotangents for it.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new FoldPrimitive<T>(Steps, Window, Output, new(x[0].Shape.Lengths[2..])).Apply(yBar);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("unfold", @"\operatorname{unfold}", $"{Window}", x);

        internal override string WriteCode(CodeOperation operation) => Steps.WriteColumns(operation, ProductCode.Unfold, operation.Shapes[0], Window, Output);
    }
}
