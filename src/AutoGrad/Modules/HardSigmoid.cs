using System.Numerics;

namespace AutoGrad;

/// <summary>The sigmoid made of lines as a module, y = min(max(x + 3, 0), 6)/6, of any shape: <see cref="Op.HardSigmoid{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class HardSigmoid<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.HardSigmoid{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.HardSigmoid(x);
}
