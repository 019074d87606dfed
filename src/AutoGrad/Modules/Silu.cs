using System.Numerics;

namespace AutoGrad;

/// <summary>The sigmoid linear unit as a module, y = x·σ(x), also known as Swish, of any shape: <see cref="Op.Silu{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Silu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Silu{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Silu(x);
}
