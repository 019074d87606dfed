using System.Numerics;

namespace AutoGrad;

/// <summary>A function of each element, y = f(x).</summary>
public abstract record UnaryPrimitive<T> : ElementwisePrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes a run of elements.</summary>
    /// <param name="x">The elements.</param>
    /// <param name="y">The results, as many; they may lie where x does.</param>
    protected abstract void Evaluate(ReadOnlySpan<T> x, Span<T> y);

    /// <summary>The derivative f'(x), element by element.</summary>
    /// <param name="x">The input.</param>
    /// <param name="y">The output f(x).</param>
    protected abstract Variable<T> Derivative(Variable<T> x, Variable<T> y);

    /// <inheritdoc/>
    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        var values = ValuesOf(x[0]);
        // Some functions of System.Numerics.Tensors throw for empty spans.
        if (!y.IsEmpty)
            Evaluate(values, y);
    }

    /// <inheritdoc/>
    protected sealed override Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y) => Derivative(x[0], y);

    /// <inheritdoc/>
    protected internal sealed override Shape InferShape(ReadOnlySpan<Variable<T>> x) => x[0].Shape;
}
