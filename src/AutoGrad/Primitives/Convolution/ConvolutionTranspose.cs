using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    private static Variable<T> ConvolveTransposed<T>(
        string operation, string lengths, Variable<T> x, Variable<T> w, Variable<T>? bias, PerAxis? stride, Padding? padding,
        PerAxis? outputPadding, PerAxis? dilation, int groups)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shape, filters) = (ShapeOf(x), ShapeOf(w));
        CheckOperands(operation, lengths, shape, filters, groups);
        if (shape[1] != filters[0] || shape[1] % groups != 0)
            Guard.ThrowShape(operation, $"needs x [n, c, {lengths}] and w [c, k / groups, {lengths}] with c divisible by groups",
                $"x {shape}, w {filters} and groups {groups}");
        var step = PerAxis.Resolve(stride, operation, "stride", shape, 1, 1);
        var spread = PerAxis.Resolve(dilation, operation, "dilation", shape, 1, 1);
        var extra = PerAxis.Resolve(outputPadding, operation, "outputPadding", shape, 0, 0);
        var input = shape.Lengths[2..];
        var window = filters.Lengths[2..];
        var output = new int[input.Length];
        for (var axis = 0; axis < output.Length; axis++)
            output[axis] = (int)Math.Min((long)input[axis] * step[axis], int.MaxValue);
        var (before, after) = Padding.Resolve(padding, operation, shape, output, window, step, spread);
        for (var axis = 0; axis < output.Length && !ReferenceEquals(padding, Padding.Same); axis++)
        {
            var length = ((input[axis] - 1L) * step[axis]) - before[axis] - after[axis] + ((window[axis] - 1L) * spread[axis]) + 1 + extra[axis];
            output[axis] = (int)Math.Min(length, int.MaxValue);
            if (length < 1 || extra[axis] >= Math.Max(step[axis], spread[axis]))
                Guard.ThrowShape(operation, "needs an output of at least one element and an output padding below the stride or the dilation",
                    $"stride {step}, padding {before} before and {after} after, output padding {extra}, dilation {spread}, x {shape} and w {filters}");
        }
        return WithBias(operation, new ConvolutionTransposePrimitive<T>(new(step, before, spread), groups, new(output)).Apply(x, w), bias);
    }

    private sealed record ConvolutionTransposePrimitive<T>(WindowSteps Steps, int Groups, Axes Input) : BilinearPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([x[0].Shape[0], x[1].Shape[1] * Groups, .. Input.Values]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var (shape, filters) = (x[0].Shape, x[1].Shape);
            ConvolutionKernel.Transpose(ValuesOf(x[0]), ValuesOf(x[1]), y, Steps.Problem(
                shape[0], filters[1] * Groups, filters[0], Groups, Input.Values, filters.Lengths[2..], shape.Lengths[2..]));
        }

        // As for the convolution, with the roles of its input and its output exchanged.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => input == 0
            ? new ConvolutionPrimitive<T>(Steps, Groups, new(x[0].Shape.Lengths[2..])).Apply(yBar, x[1])
            : new ConvolutionWeightsPrimitive<T>(Steps, Groups, new(x[1].Shape.Lengths[2..])).Apply(yBar, x[0]);

        // A multiplication and an addition for each tap.
        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 2.0 * x[0].Size * x[1].Size / Math.Max(x[1][0], 1);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("convTranspose", @"\operatorname{conv}^{\top}", $"{Steps}", x);

        internal override string WriteCode(CodeOperation operation) => Steps.WriteCode(operation, ProductCode.ConvolutionTranspose, Groups);
    }
}
