using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    private sealed record ConvolutionWeightsPrimitive<T>(WindowSteps Steps, int Groups, Axes Kernel) : BilinearPrimitive<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) =>
            Shape.Create([x[1].Shape[1], x[0].Shape[1] / Groups, .. Kernel.Values]);

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var (shape, output) = (x[0].Shape, x[1].Shape);
            ConvolutionKernel.Weights(ValuesOf(x[0]), ValuesOf(x[1]), y, Steps.Problem(
                shape[0], shape[1], output[1], Groups, shape.Lengths[2..], Kernel.Values, output.Lengths[2..]));
        }

        // w = Σ x y: the cotangent of w takes the place of the weights.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => input == 0
            ? new ConvolutionTransposePrimitive<T>(Steps, Groups, new(x[0].Shape.Lengths[2..])).Apply(x[1], yBar)
            : new ConvolutionPrimitive<T>(Steps, Groups, new(x[1].Shape.Lengths[2..])).Apply(x[0], yBar);

        // A multiplication and an addition for each tap.
        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => 2.0 * x[1].Size * y.Size / Math.Max(y[0], 1);

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("convWeights", @"\operatorname{conv}^{w}", $"{Steps}", x);

        internal override string WriteCode(CodeOperation operation) => Steps.WriteCode(operation, ProductCode.ConvolutionWeights, Groups);
    }
}
