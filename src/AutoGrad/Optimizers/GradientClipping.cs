using System.Numerics;

namespace AutoGrad;

/// <summary>
/// How an optimizer keeps gradients small: <c>new Adam&lt;float&gt;(parameters) { Clipping = GradientClipping.ByNorm(1) }</c>. It is stated in
/// variables, so a compiled step clips as well.
/// </summary>
public abstract partial record GradientClipping
{
    /// <summary>Begins a step: computes what the gradients share, once, and gives what is done to each.</summary>
    /// <param name="gradients">The gradients of all parameters that the loss depends on.</param>
    public abstract Func<Variable<T>, Variable<T>> Begin<T>(IReadOnlyList<Variable<T>> gradients) where T : unmanaged, IFloatingPointIeee754<T>;
}
