using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

public static partial class Op
{
    /// <summary>
    /// The logarithm of the softmax along the last axis at one place of each line, y[r] = ln softmax(x[r])[indices[r]], without overflow: the
    /// logarithms of the probabilities of given classes.
    /// </summary>
    /// <param name="x">The exponents, such as the logits of classes, [.., n].</param>
    /// <param name="indices">Whole numbers from 0 to n - 1, [..].</param>
    /// <returns>What is at these places, [..].</returns>
    /// <remarks>It reads x once and writes nothing else, where a <see cref="LogSoftmax"/> and a <see cref="Gather"/> would write and read all of it.</remarks>
    /// <exception cref="ShapeException">x has no axis, or the indices have other axes than x before its last.</exception>
    /// <exception cref="IndexValueException">An index is not a whole number in the range.</exception>
    public static Variable<T> LogSoftmaxAt<T>(Variable<T> x, Variable<T> indices) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = ShapeOf(x);
        ArgumentNullException.ThrowIfNull(indices);
        if (shape.Rank == 0 || !indices.Shape.Lengths.SequenceEqual(shape.Lengths[..^1]))
            Guard.ThrowShape(nameof(LogSoftmaxAt), "needs x [.., n] and indices [..] with equal leading axes", $"x {shape} and indices {indices.Shape}");
        return new LogSoftmaxAtPrimitive<T>().Apply(x, indices);
    }

    private sealed record LogSoftmaxAtPrimitive<T> : ComposedPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[1].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
        {
            var length = x[0].Shape[^1];
            var bad = LogSoftmaxPick.Pick(ValuesOf(x[0]), ValuesOf(x[1]), y, length);
            if (bad >= 0)
                Guard.ThrowIndex(Name, "indices", double.CreateChecked(ValuesOf(x[1])[bad]), x[1].Shape, bad, length);
        }

        // ∂y/∂xⱼ = δ - softmax(x)ⱼ, where δ is 1 at the index.
        protected internal override Variable<T> Pullback(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) =>
            new LogSoftmaxAtCotangentPrimitive<T>().Apply(x[0], x[1], yBar);

        protected override Variable<T> Compose(ReadOnlySpan<Variable<T>> x) =>
            Reshape(Gather(LogSoftmax(x[0]), Unsqueeze(x[1], -1), -1), x[1].Shape);

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "picks by its indices, which are whole numbers" : null;

        internal override double OperationCount(ReadOnlySpan<Shape> x, Shape y) => x[0].Size;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) => Formula.Call("log softmax at", @"\operatorname{log\,softmax\,at}", "", x);
    }

    /// <summary>Of x, indices and cotangents u: u·(e - softmax(x)), where e has a 1 at the index and 0 elsewhere.</summary>
    private sealed record LogSoftmaxAtCotangentPrimitive<T> : ComposedPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

        protected internal override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
            LogSoftmaxPick.PullBack(ValuesOf(x[0]), ValuesOf(x[1]), ValuesOf(x[2]), y, x[0].Shape[^1]);

        protected override Variable<T> Compose(ReadOnlySpan<Variable<T>> x) =>
            Unsqueeze(x[2], -1) * (OneHot(x[1], x[0].Shape[^1]) - Softmax(x[0]));

        protected internal override string? WhyNotDifferentiable(int input) => input == 1 ? "picks by its indices, which are whole numbers" : null;

        protected internal override Formula Write(ReadOnlySpan<Formula> x) =>
            Formula.Call("log softmax at cotangent", @"\operatorname{log\,softmax\,at\,cotangent}", "", x);
    }
}
