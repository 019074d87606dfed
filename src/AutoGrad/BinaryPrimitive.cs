using System.Numerics;
using AutoGrad.Kernels;

namespace AutoGrad;

/// <summary>A function of two elements, y = f(a, b), whose inputs broadcast against each other.</summary>
public abstract record BinaryPrimitive<T> : ElementwisePrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Computes a run of elements.</summary>
    /// <param name="a">The first elements, at least one.</param>
    /// <param name="b">The second elements, as many.</param>
    /// <param name="y">The results, as many; they may lie where a or b does.</param>
    protected abstract void Evaluate(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y);

    /// <summary>Computes a run of elements whose second operand is one number. To be overridden where there is a faster way.</summary>
    protected virtual void Evaluate(ReadOnlySpan<T> a, T b, Span<T> y)
    {
        Span<T> repeated = stackalloc T[Math.Min(a.Length, Broadcast.TileLength)];
        repeated.Fill(b);
        for (var start = 0; start < a.Length; start += repeated.Length)
        {
            var length = Math.Min(repeated.Length, a.Length - start);
            Evaluate(a.Slice(start, length), repeated[..length], y.Slice(start, length));
        }
    }

    /// <summary>Computes a run of elements whose first operand is one number. To be overridden where there is a faster way.</summary>
    protected virtual void Evaluate(T a, ReadOnlySpan<T> b, Span<T> y)
    {
        Span<T> repeated = stackalloc T[Math.Min(b.Length, Broadcast.TileLength)];
        repeated.Fill(a);
        for (var start = 0; start < b.Length; start += repeated.Length)
        {
            var length = Math.Min(repeated.Length, b.Length - start);
            Evaluate(repeated[..length], b.Slice(start, length), y.Slice(start, length));
        }
    }

    /// <summary>The partial derivative ∂f/∂a, element by element.</summary>
    protected abstract Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y);

    /// <summary>The partial derivative ∂f/∂b, element by element.</summary>
    protected abstract Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y);

    /// <inheritdoc/>
    protected sealed override Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y) =>
        input == 0 ? DerivativeA(x[0], x[1], y) : DerivativeB(x[0], x[1], y);

    internal sealed override int TileOperands => 2;

    internal sealed override bool TileMayOverlap => true;

    internal sealed override bool TakesElement => true;

    internal sealed override void EvaluateTile(in Tile<T> x, Span<T> y)
    {
        if (x.IsElementB)
            Evaluate(x.A, x.B[0], y);
        else if (x.IsElementA)
            Evaluate(x.A[0], x.B, y);
        else
            Evaluate(x.A, x.B, y);
    }

    /// <inheritdoc/>
    protected internal sealed override void Evaluate(ReadOnlySpan<Variable<T>> x, Span<T> y)
    {
        var a = ValuesOf(x[0]);
        var b = ValuesOf(x[1]);
        if (y.IsEmpty)
            return;
        if (a.Length == y.Length && b.Length == y.Length)
        {
            Evaluate(a, b, y);
            return;
        }
        if (a.Length == y.Length && b.Length == 1)
        {
            Evaluate(a, b[0], y);
            return;
        }
        if (b.Length == y.Length && a.Length == 1)
        {
            Evaluate(a[0], b, y);
            return;
        }
        if (a.Length == y.Length && x[0].Shape.EndsWith(x[1].Shape))
        {
            for (var start = 0; start < y.Length; start += b.Length)
                Evaluate(a.Slice(start, b.Length), b, y.Slice(start, b.Length));
            return;
        }
        var runs = new Broadcast(x[0].Shape, x[1].Shape);
        while (runs.Next(out var run))
        {
            var results = y.Slice(run.Output, run.Length);
            if (!run.StretchesA && !run.StretchesB)
                Evaluate(a.Slice(run.A, run.Length), b.Slice(run.B, run.Length), results);
            else if (!run.StretchesA)
                Evaluate(a.Slice(run.A, run.Length), b[run.B], results);
            else
                Evaluate(a[run.A], b.Slice(run.B, run.Length), results);
        }
    }
}
