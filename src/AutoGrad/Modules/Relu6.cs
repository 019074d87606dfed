using System.Numerics;

namespace AutoGrad;

/// <summary>The rectifier cut off at 6 as a module, y = min(max(x, 0), 6), of any shape: <see cref="Op.Relu6{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Relu6<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc cref="Op.Relu6{T}"/>
    protected override Variable<T> Compute(Variable<T> x) => Op.Relu6(x);
}
