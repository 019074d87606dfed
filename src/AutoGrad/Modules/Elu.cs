using System.Numerics;

namespace AutoGrad;

/// <summary>The exponential linear unit as a module, y = x where x &gt; 0, else α(eˣ - 1), of any shape: <see cref="Op.Elu{T}"/>.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <param name="alpha">α: what y tends to far below 0, negated.</param>
public sealed class Elu<T>(double alpha = 1) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>α: what y tends to far below 0, negated.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc cref="Op.Elu{T}" path="/*[not(self::param)]"/>
    /// <param name="x">The input.</param>
    protected override Variable<T> Compute(Variable<T> x) => Op.Elu(x, Alpha);
}
