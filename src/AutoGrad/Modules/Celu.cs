using System.Numerics;

namespace AutoGrad;

/// <summary>
/// The continuously differentiable exponential linear unit as a module, y = x where x &gt; 0, else α(exp(x/α) - 1), of any shape:
/// <see cref="Op.Celu{T}"/>.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="alpha">α, not 0: what y tends to far below 0, negated.</param>
public sealed class Celu<T>(double alpha = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>α, not 0: what y tends to far below 0, negated.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc cref="Op.Celu{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The input.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.Celu(x, Alpha);
}
