using System.Numerics;

namespace AutoGrad;

/// <summary>Bounds as a module, y = min(max(x, minimum), maximum), of any shape: <see cref="Op.HardTanh{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="minimum">The bound below.</param>
/// <param name="maximum">The bound above.</param>
public sealed class HardTanh<T>(double minimum = -1, double maximum = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The bound below.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>The bound above.</summary>
    public double Maximum { get; } = maximum;

    /// <inheritdoc cref="Op.HardTanh{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The input.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.HardTanh(x, Minimum, Maximum);
}
