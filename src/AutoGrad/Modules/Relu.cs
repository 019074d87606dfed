using System.Numerics;

namespace AutoGrad;

/// <summary>The rectifier as a module, y = max(x, 0), of any shape: <see cref="Op.Relu{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Relu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Relu{T}(Variable{T})"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Relu(x);
}
