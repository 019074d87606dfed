using System.Numerics;

namespace AutoGrad;

/// <summary>An operation on two inputs that is linear in each: its pushforward is itself, in each input in turn.</summary>
internal abstract record BilinearPrimitive<T> : Primitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // d f(a, b) = f(da, b) + f(a, db).
    protected internal sealed override Variable<T>? Pushforward(
        ReadOnlySpan<Variable<T>> x, Variable<T> y, ReadOnlySpan<Variable<T>?> xDot)
    {
        var first = xDot[0] is { } aDot ? Apply(aDot, x[1]) : null;
        var second = xDot[1] is { } bDot ? Apply(x[0], bDot) : null;
        return first is null ? second : second is null ? first : first + second;
    }
}
