using System.Numerics;

namespace AutoGrad;

/// <summary>The softsign as a module, y = x/(1 + |x|), of any shape: <see cref="Op.Softsign{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Softsign<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Softsign{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Softsign(x);
}
