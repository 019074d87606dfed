using System.Numerics;

namespace AutoGrad;

/// <summary>The Gaussian error linear unit as a module, y = x·Φ(x), of any shape: <see cref="Op.Gelu{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="approximate">Whether Φ is approximated by a hyperbolic tangent.</param>
public sealed class Gelu<T>(bool approximate = false) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Whether Φ is approximated by a hyperbolic tangent.</summary>
    public bool Approximate { get; } = approximate;

    /// <inheritdoc cref="Op.Gelu{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The input.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.Gelu(x, Approximate);
}
