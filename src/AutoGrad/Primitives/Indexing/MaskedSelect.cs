using System.Numerics;
using AutoGrad.Graphs.Code;
using AutoGrad.Graphs.Code.Helpers;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>The elements where a mask is not 0, in row-major order, [..] to [count]; x and the mask broadcast together.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="mask">The mask. NaN is not 0.</param>
    /// <remarks>
    /// The length of the result depends on the values of the mask, so that they must be known when the operation is applied. Where shapes have to
    /// be known before, write <see cref="Where{T}"/> with the neutral element of what follows, such as 0 for a sum.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes do not broadcast together.</exception>
    public static Variable<T> MaskedSelect<T>(Variable<T> x, Variable<T> mask) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        ArgumentNullException.ThrowIfNull(mask);
        var whole = Shape.TryBroadcast(shape, mask.Shape);
        if (whole is null)
            Guard.ThrowNotBroadcastable(nameof(MaskedSelect), $"x {shape} and mask {mask.Shape}");
        return new MaskedSelectPrimitive<T>().Apply(BroadcastTo(x, whole), BroadcastTo(mask, whole));
    }

    private sealed record MaskedSelectPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => [Compression.Count(ValuesOf(x[1]))];

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            Compression.Compress(ValuesOf(x[0]), ValuesOf(x[1]), y);

        // The cotangents go back to their places; what was not selected has none.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new MaskedPutPrimitive<T>().Apply(yBar, x[1]);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => MaskedSelect(xDot[0]!, x[1]);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "selects by its mask" : null;

        internal override Variable<T> SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
            support is null ? NotEqual(x[1], 0) : Pullback(input, x, y, BroadcastTo(support, y.Shape));

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("select", x);

        internal override string WriteCode(CodeOperation operation) => $"{operation.Invoke(IndexingCode.Compress, [.. operation.Operands, operation.Result])};";
    }

    /// <summary>The transpose of a selection: the elements of x where the mask is not 0, and 0 elsewhere.</summary>
    private sealed record MaskedPutPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[1].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            Compression.Expand(ValuesOf(x[0]), ValuesOf(x[1]), y);

        // Each element of x went to one place, and has its cotangent.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            MaskedSelect(yBar, x[1]);

        protected internal override Variable<T> Pushforward(
            ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot) => new MaskedPutPrimitive<T>().Apply(xDot[0]!, x[1]);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "puts by its mask" : null;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("put", x);

        internal override string WriteCode(CodeOperation operation) => $"{operation.Invoke(IndexingCode.Expand, [.. operation.Operands, operation.Result])};";
    }
}
