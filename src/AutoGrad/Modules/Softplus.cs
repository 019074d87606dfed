using System.Numerics;

namespace AutoGrad;

/// <summary>The softplus as a module, y = ln(1 + eˣ), of any shape: <see cref="Op.Softplus{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Softplus<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Softplus{T}(Variable{T})"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Softplus(x);
}
