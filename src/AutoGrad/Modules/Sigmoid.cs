using System.Numerics;

namespace AutoGrad;

/// <summary>The logistic function as a module, y = 1/(1 + e⁻ˣ), of any shape: <see cref="Op.Sigmoid{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Sigmoid<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Sigmoid{T}(Variable{T})"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Sigmoid(x);
}
