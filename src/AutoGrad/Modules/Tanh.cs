using System.Numerics;

namespace AutoGrad;

/// <summary>The hyperbolic tangent as a module, y = tanh(x), of any shape: <see cref="Op.Tanh{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Tanh<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Tanh{T}(Variable{T})"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Tanh(x);
}
