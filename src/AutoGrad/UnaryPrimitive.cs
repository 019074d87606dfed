using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A function of each element, y = f(x).</summary>
public abstract record UnaryPrimitive<T> : ElementwisePrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes a run of elements; runs of one array may be computed at the same time on several threads.</summary>
    /// <param name="x">The elements, at least one.</param>
    /// <param name="y">The results, as many; they may lie where x does.</param>
    protected abstract void Evaluate(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>The derivative f'(x), element by element.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The output f(x).</param>
    protected abstract Variable<T> Derivative(Variable<T> x, Variable<T> y);

    /// <inheritdoc/>
    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y) =>
        PassSplit.Run(new Tile<T> { A = ValuesOf(x[0]) }, y, y.Length, 1, new Pass(this));

    internal sealed override int TileOperands => 1;

    internal sealed override bool TileMayOverlap => true;

    internal sealed override void EvaluateTile(in Tile<T> x, Span<T> y) => Evaluate(x.A, y);

    /// <inheritdoc/>
    protected sealed override Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y) => Derivative(x[0], y);

    /// <inheritdoc/>
    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;

    private readonly struct Pass(UnaryPrimitive<T> primitive) : IPass<T>
    {
        public void Run(in Tile<T> x, Span<T> y, int start, int end) => primitive.Evaluate(x.A[start..end], y[start..end]);
    }
}
