using System.Numerics;

namespace AutoGrad;

/// <summary>
/// The scaled exponential linear unit as a module, y = s·x where x &gt; 0, else s·α(eˣ - 1), of any shape:
/// <see cref="Op.Selu{T}"/>.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Selu<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Selu{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Selu(x);
}
