using System.Numerics;

namespace AutoGrad;

/// <summary>Normalisation over a batch of sequences, [n, channels, l], or vectors, [n, channels].</summary>
/// <inheritdoc/>
public sealed class BatchNorm1d<T> : BatchNormModule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with γ = 1, β = 0, and running statistics of 0 and 1.</summary>
    /// <param name="channels">The channels of x, at least 1.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="momentum">The share of a batch in the running statistics, from 0 to 1; null for the mean of all batches.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public BatchNorm1d(int channels, double epsilon = 1e-5, double? momentum = 0.1, bool affine = true)
        : base(nameof(BatchNorm1d<>), channels, epsilon, momentum, affine)
    {
    }

    /// <summary>The normalised elements, of the shape of x. In training, the running statistics move.</summary>
    /// <param name="x">The elements, [n, channels] or [n, channels, l].</param>
    /// <exception cref="ShapeException">x has other axes or channels, or, in training, one element for each channel.</exception>
    protected override Variable<T> Compute(Variable<T> x) =>
        Normalize(x, "[n, c] or [n, c, l]", x.Shape.Rank is 2 or 3);
}
