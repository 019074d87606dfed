using System.Numerics;

namespace AutoGrad;

/// <summary>The self-regularised unit as a module, y = x·tanh(softplus(x)), of any shape: <see cref="Op.Mish{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Mish<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Mish{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Mish(x);
}
