using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A function of each element, y = f(x).</summary>
public abstract record UnaryPrimitive<T> : ElementwisePrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes a run of elements.</summary>
    /// <param name="x">The elements, at least one.</param>
    /// <param name="y">The results, as many; they may lie where x does.</param>
    protected abstract void Evaluate(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>The derivative f'(x), element by element.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The output f(x).</param>
    protected abstract Variable<T> Derivative(Variable<T> x, Variable<T> y);

    /// <inheritdoc/>
    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        // Some kernels refuse to compute nothing.
        if (!y.IsEmpty)
            Evaluate(ValuesOf(x[0]), y);
    }

    internal sealed override int TileOperands => 1;

    internal sealed override bool TileMayOverlap => true;

    internal sealed override void EvaluateTile(in Tile<T> x, Span<T> y) => Evaluate(x.A, y);

    /// <inheritdoc/>
    protected sealed override Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y) => Derivative(x[0], y);

    /// <inheritdoc/>
    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;
}
