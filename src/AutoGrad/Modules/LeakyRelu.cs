using System.Numerics;

namespace AutoGrad;

/// <summary>The leaky rectifier as a module, y = x where x &gt; 0, else slope·x, of any shape: <see cref="Op.LeakyRelu{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="slope">The slope below 0.</param>
public sealed class LeakyRelu<T>(double slope = 0.01) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The slope below 0.</summary>
    public double Slope { get; } = slope;

    /// <inheritdoc cref="Op.LeakyRelu{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The input.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.LeakyRelu(x, Slope);
}
