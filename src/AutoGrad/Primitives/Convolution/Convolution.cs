using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    private static Variable<T> Convolve<T>(
        string operation, string lengths, Variable<T> x, Variable<T> w, Variable<T>? bias, PerAxis? stride, Padding? padding, PerAxis? dilation, int groups)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (shape, filters) = (ShapeOf(x), ShapeOf(w));
        CheckOperands(operation, lengths, shape, filters, groups);
        if (shape[1] != filters[1] * groups || filters[0] % groups != 0)
            Guard.ThrowShape(operation, $"needs x [n, c, {lengths}] and w [k, c / groups, {lengths}] with k and c divisible by groups",
                $"x {shape}, w {filters} and groups {groups}");
        var (steps, output) = WindowSteps.Over(operation, shape, filters.Lengths[2..], stride, padding, dilation);
        return WithBias(operation, new ConvolutionPrimitive<T>(steps, groups, output).Apply(x, w), bias);
    }

    private static void CheckOperands(string operation, string lengths, Shape x, Shape w, int groups)
    {
        var rank = lengths.Split(',').Length + 2;
        if (x.Rank != rank || w.Rank != rank)
            Guard.ThrowShape(operation, $"needs x [n, c, {lengths}] and w [k, c, {lengths}]", $"x {x} and w {w}");
        Guard.Argument(groups >= 1, operation, "needs groups of at least 1", $"{groups}", nameof(groups));
    }

    private static Variable<T> WithBias<T>(string operation, Variable<T> y, Variable<T>? bias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (bias is null)
            return y;
        if (bias.Shape.Rank != 1 || bias.Shape[0] != y.Shape[1])
            Guard.ThrowShape(operation, "needs a bias with an element for each channel of the output", $"bias {bias.Shape} and output {y.Shape}");
        var lengths = new int[y.Shape.Rank - 1];
        Array.Fill(lengths, 1);
        lengths[0] = y.Shape[1];
        return y + Reshape(bias, Shape.Create(lengths));
    }

    // y, linear in x and in w, is one of three faces of the form Σ y[o] x[o · stride - before + tap · dilation] w[tap]: the derivative in each
    // argument leaves that argument out, and so each of the three primitives has the other two for its pullbacks.
    private sealed record ConvolutionPrimitive<T>(WindowSteps Steps, int Groups, Axes Output) : BilinearPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([x[0].Shape[0], x[1].Shape[0], .. Output.Values]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var (shape, filters) = (x[0].Shape, x[1].Shape);
            ConvolutionKernel.Forward(ValuesOf(x[0]), ValuesOf(x[1]), y, Steps.Problem(
                shape[0], shape[1], filters[0], Groups, shape.Lengths[2..], filters.Lengths[2..], Output.Values));
        }

        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => input == 0
            ? new ConvolutionTransposePrimitive<T>(Steps, Groups, new(x[0].Shape.Lengths[2..])).Apply(yBar, x[1])
            : new ConvolutionWeightsPrimitive<T>(Steps, Groups, new(x[1].Shape.Lengths[2..])).Apply(x[0], yBar);

        // A multiplication and an addition for each tap.
        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 2.0 * y.Size * x[1].Size / Math.Max(x[1][0], 1);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("conv", @"\operatorname{conv}", $"{Steps}", x);

        internal override string WriteCode(CodeOperation operation) => Steps.WriteCode(operation, ProductCode.Convolution, Groups);
    }
}
