using System.Numerics;

namespace AutoGrad.Graphs.Compilation;

/// <summary>The same elements in memory of their own.</summary>
internal sealed record CopyPrimitive<T> : UnaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override void Evaluate(ReadOnlySpan<T> x, Span<T> y) => x.CopyTo(y);

    // y = x.
    protected override Variable<T> Derivative(Variable<T> x, Variable<T> y) => One;
}
