using System.Numerics;

namespace AutoGrad;

/// <summary>
/// The unit x·σ(x) with the sigmoid made of lines as a module, y = x·min(max(x + 3, 0), 6)/6, of any shape:
/// <see cref="Op.HardSwish{T}"/>.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class HardSwish<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.HardSwish{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.HardSwish(x);
}
