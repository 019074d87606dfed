using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The largest element of each window, y[n, c, o] = max x[n, c, o · stride + p · dilation - padding] over p, along one to three axes.
    /// </summary>
    /// <param name="x">The elements, [n, c, l], [n, c, h, w] or [n, c, d, h, w].</param>
    /// <param name="window">The lengths of a window.</param>
    /// <param name="stride">The distance of neighbouring windows, that of the window's length where it is not given.</param>
    /// <param name="padding">How far windows reach beyond x, where there is nothing to compare; not at all where it is not given.</param>
    /// <param name="dilation">The distance of neighbouring elements of a window, 1 where it is not given.</param>
    /// <remarks>
    /// Of elements that tie, the first in row-major order has the derivative. A window with a NaN gives NaN, and its first NaN has the derivative.
    /// </remarks>
    /// <exception cref="ShapeException">x has other axes, windows do not fit into the padded x, or one lies in the padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A window, a stride or a dilation is less than 1, or a padding is negative.</exception>
    public static Variable<T> MaxPool<T>(Variable<T> x, PerAxis window, PerAxis? stride = null, Padding? padding = null, PerAxis? dilation = null)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new MaxPoolPrimitive<T>(TapRule.Windows(nameof(MaxPool), ShapeOf(x), window, stride, padding, dilation)).Apply(x);

    private sealed record MaxPoolPrimitive<T>(TapRule Rule) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override string Name => Rule.Kind == TapKind.Window ? nameof(MaxPool) : nameof(AdaptiveMaxPool);

        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => Shape.Create([x[0].Shape[0], x[0].Shape[1], .. Rule.To.Values]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            WindowMaximum.Values(ValuesOf(x[0]), y, x[0].Shape[0] * x[0].Shape[1], Rule.ThreeTaps());

        // y is x at the maxima's places: these get the cotangents, added up where windows share a maximum.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new MaxPlacesPrimitive<T>(Rule, IsTransposed: true).Apply(x[0], yBar);

        protected internal override Variable<T> Pushforward(ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) =>
            new MaxPlacesPrimitive<T>(Rule).Apply(x[0], xDot[0]!);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Rule.Kind == TapKind.Window
            ? Formula.Call("maxPool", @"\operatorname{maxPool}", $"{Rule.Window}", x)
            : Formula.Call("adaptiveMaxPool", @"\operatorname{adaptiveMaxPool}", $"{Rule.To}", x);

        internal override string WriteCode(CodeOperation operation) =>
            $"{operation.Invoke(WindowCode.Pick, operation.Operands[0], Rule.WriteMaxPlaces(operation), operation.Result)};";
    }
}
