using System.Numerics;

namespace AutoGrad;

/// <summary>The logarithm of the sigmoid as a module, y = ln σ(x), of any shape: <see cref="Op.LogSigmoid{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class LogSigmoid<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.LogSigmoid{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.LogSigmoid(x);
}
