using System.Numerics;

namespace AutoGrad;

/// <summary>A function of two elements with the values 0 and 1: a mask. It has no derivative, and says so when asked for one.</summary>
public abstract record ComparisonPrimitive<T> : BinaryPrimitive<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    protected internal sealed override string? WhyNotDifferentiable(int input) =>
        "gives a mask of 0 and 1, which jumps and is flat elsewhere; use Where to select values by it";

    /// <inheritdoc/>
    protected sealed override Variable<T> DerivativeA(Variable<T> a, Variable<T> b, Variable<T> y) => Zero;

    /// <inheritdoc/>
    protected sealed override Variable<T> DerivativeB(Variable<T> a, Variable<T> b, Variable<T> y) => Zero;
}
