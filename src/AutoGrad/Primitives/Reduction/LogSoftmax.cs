using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The logarithm of the softmax along an axis, yᵢ = xᵢ - ln Σⱼ exp(xⱼ), without overflow.</summary>
    /// <param name="x">The exponents, such as the logits of classes.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public static Variable<T> LogSoftmax<T>(Variable<T> x, int axis = -1) where T : unmanaged, IFloatingPointIeee754<T> =>
        new LogSoftmaxPrimitive<T>(ShapeOf(x).Axis(nameof(LogSoftmax), axis)).Apply(x);

    private sealed record LogSoftmaxPrimitive<T>(int Axis) : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var shape = x[0].Shape;
            if (!y.IsEmpty)
                SoftmaxKernel.LogSoftmax(ValuesOf(x[0]), y, shape.SizeOf(0, Axis), shape[Axis], shape.SizeOf(Axis + 1, shape.Rank));
        }

        // ∂yᵢ/∂xⱼ = δᵢⱼ - exp(yⱼ), so the cotangent is yBar - exp(y)·Σ yBar.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            yBar - (Exp(y) * Sum(yBar, Axis, keepDimensions: true));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("log softmax", @"\operatorname{log\,softmax}", $"{Axis}", x);

        internal override string WriteCode(CodeOperation operation) => operation.Call(ReductionCode.LogSoftmax, Axis);
    }
}
