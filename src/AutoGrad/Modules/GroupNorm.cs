using System.Numerics;

namespace AutoGrad;

/// <summary>
/// Normalisation over groups of channels, y = γ (x - μ)/√(σ² + ε) + β, where μ and σ² are the mean and the variance of the elements of one
/// example in one group of channels. The parameters are <c>weight</c> γ and <c>bias</c> β, [channels].
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>Y. Wu, K. He, "Group normalization", ECCV 2018.</remarks>
public sealed class GroupNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _groups;
    private readonly int _channels;
    private readonly double _epsilon;

    /// <summary>Makes the module with γ = 1 and β = 0.</summary>
    /// <param name="groups">Into how many groups the channels are cut.</param>
    /// <param name="channels">The channels of x, which the groups divide.</param>
    /// <param name="epsilon">ε, finite and at least 0.</param>
    /// <param name="affine">Whether there are γ and β.</param>
    /// <exception cref="ArgumentOutOfRangeException">The groups do not divide the channels, or ε is outside its range.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5, bool affine = true)
    {
        Guard.Argument(groups >= 1 && channels >= 1 && channels % groups == 0, nameof(GroupNorm<>), "needs at least 1 group and groups that divide the channels",
            $"{groups} groups and {channels} channels", nameof(groups));
        Standardization.CheckEpsilon(nameof(GroupNorm<>), epsilon);
        (_groups, _channels, _epsilon) = (groups, channels, epsilon);
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
    /// <param name="x">The elements, [n, channels, ..].</param>
    /// <exception cref="ShapeException">x has other channels.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        if (x.Shape.Rank < 2 || x.Shape[1] != _channels)
            Guard.ThrowShape(nameof(GroupNorm<>), $"needs x [n, c, ..] with {_channels} channels", $"x {x.Shape}");
        var size = Shape.Create(x.Shape.Lengths[1..]).Size / _groups;
        var y = Op.Reshape(Op.Standardize(Op.Reshape(x, [x.Shape[0], _groups, size]), [2], _epsilon), x.Shape);
        return Weight is { } weight && Bias is { } bias
            ? (y * Standardization.AlongChannels(weight.Variable, x.Shape)) + Standardization.AlongChannels(bias.Variable, x.Shape)
            : y;
    }
}
