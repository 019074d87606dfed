using System.Numerics;
using AutoGrad.Recording;

namespace AutoGrad;

/// <summary>
/// An operation on each element by itself, whose inputs broadcast as NumPy does. Its derivative is a factor for each input, and serves both
/// modes: the pullback is yBar · factor, the pushforward the sum of xDot · factor.
/// </summary>
public abstract record ElementwisePrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The factor 1, which costs nothing: to be returned as it is from <see cref="Factor"/>.</summary>
    protected static Variable<T> One { get; } = Variable.Ones<T>([]);

    /// <summary>The factor -1: to be returned as it is from <see cref="Factor"/>.</summary>
    protected static Variable<T> MinusOne { get; } = Variable.Full<T>([], -T.One);

    /// <summary>The factor 0 of a function that is constant around almost every point: to be returned as it is from <see cref="Factor"/>.</summary>
    protected static Variable<T> Zero { get; } = Variable.Zeros<T>([]);

    /// <summary>The derivative of the output's element in the input's element at the same place, of a shape that broadcasts to that of y.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="y">The output: a derivative written in it need not compute it again.</param>
    protected abstract Variable<T> Factor(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y);

    /// <inheritdoc/>
    protected internal sealed override Variable<T>? Pullback(
        int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar) => Times(yBar, Factor(input, x, y));

    /// <inheritdoc/>
    protected internal sealed override Variable<T>? Pushforward(
        ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot)
    {
        Variable<T>? sum = null;
        for (var i = 0; i < x.Length; i++)
        {
            if (xDot[i] is { } tangent && Times(tangent, Factor(i, x, y)) is { } term)
                sum = sum is null ? term : Op.Add(sum, term);
        }
        return sum;
    }

    /// <inheritdoc/>
    protected internal override Shape InferShape(ReadOnlySpan<Variable<T>> x)
    {
        var shape = x[0].Shape;
        for (var i = 1; i < x.Length; i++)
            shape = Shape.Broadcast(Name, shape, x[i].Shape);
        return shape;
    }

    internal override Variable<T>? PullbackWithin(
        int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T> yBar, Variable<T>? support)
    {
        var xBar = Pullback(input, x, y, yBar);
        return support is null || xBar is null || ReferenceEquals(xBar, yBar) ? xBar : Op.Where(support, xBar, 0);
    }

    internal override Variable<T>? SupportOf(int input, ReadOnlySpan<Variable<T>> x, Variable<T> y, Variable<T>? support) =>
        support is null ? null : Broadcasting.Any(support, x[input].Shape, y.Shape);

    private static Variable<T>? Times(Variable<T> v, Variable<T> factor)
    {
        if (ReferenceEquals(factor, One))
            return v;
        if (ReferenceEquals(factor, MinusOne))
            return Op.Negate(v);
        return ReferenceEquals(factor, Zero) ? null : Op.Multiply(v, factor);
    }
}
