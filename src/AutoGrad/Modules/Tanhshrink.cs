using System.Numerics;

namespace AutoGrad;

/// <summary>What the hyperbolic tangent takes away as a module, y = x - tanh(x), of any shape: <see cref="Op.Tanhshrink{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Tanhshrink<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Tanhshrink{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Tanhshrink(x);
}
