using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Normalisation of each channel of each example, y = γ (x - μ)/√(σ² + ε) + β, where μ and σ² are the mean and the variance of the elements
/// of the spatial axes. The parameters, if any, are <c>weight</c> γ and <c>bias</c> β, [channels].
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>D. Ulyanov, A. Vedaldi, V. Lempitsky, "Instance normalization: the missing ingredient for fast stylization", 2016.</remarks>
public sealed class InstanceNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _channels;
    private readonly double _epsilon;

    /// <summary>Makes the module, with γ = 1 and β = 0 where it has them.</summary>
    /// <param name="channels">The channels of x, at least 1.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel, or ε is outside its range.</exception>
    public InstanceNorm(int channels, double epsilon = 1e-5, bool affine = false)
    {
        Guard.Argument(channels >= 1, nameof(InstanceNorm<>), "needs at least 1 channel", $"{channels}", nameof(channels));
        Standardization.CheckEpsilon(nameof(InstanceNorm<>), epsilon);
        (_channels, _epsilon) = (channels, epsilon);
        if (!affine)
            return;
        Weight = AddParameter("weight", Variable.Ones<T>([channels]));
        Bias = AddParameter("bias", Variable.Zeros<T>([channels]));
    }

    /// <summary>γ, [channels], or null.</summary>
    public Parameter<T>? Weight { get; }

    /// <summary>β, [channels], or null.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>The normalised elements, of the shape of x.</summary>
    /// <param name="x">The elements, [n, channels, ..] with at least one spatial axis.</param>
    /// <exception cref="ShapeException">x has other channels, or no spatial axis.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        if (x.Shape.Rank < 3 || x.Shape[1] != _channels)
            Guard.ThrowShape(nameof(InstanceNorm<>), $"needs x [n, c, l, ..] with {_channels} channels", $"x {x.Shape}");
        return Op.Standardize(
            x, Standardization.AxesFrom(2, x.Shape), _epsilon, Standardization.AlongChannels(Weight?.Variable, x.Shape),
            Standardization.AlongChannels(Bias?.Variable, x.Shape));
    }
}
