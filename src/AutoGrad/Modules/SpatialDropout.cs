using System.Numerics;

namespace AutoGrad;

/// <summary>
/// In training, sets each channel of each example to 0 with a probability p and multiplies the others by 1/(1 - p). In evaluation, y = x.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>J. Tompson et al., "Efficient object localization using convolutional networks", CVPR 2015. Each run of a program draws anew.</remarks>
public sealed class SpatialDropout<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RandomStream _random;

    /// <summary>Makes the module.</summary>
    /// <param name="probability">p, from 0 to less than 1.</param>
    /// <param name="random">Where the numbers come from. It is drawn from whenever the module is applied in training.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside its range.</exception>
    public SpatialDropout(double probability, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.Argument(probability is >= 0 and < 1, nameof(SpatialDropout<>), "needs a probability from 0 to less than 1", $"{probability}",
            nameof(probability));
        (Probability, _random) = (probability, random);
    }

    /// <summary>p.</summary>
    public double Probability { get; }

    /// <summary>Of the shape of x.</summary>
    /// <param name="x">The elements, [n, channels, ..].</param>
    /// <exception cref="ShapeException">x has no channels.</exception>
    protected override Variable<T> Compute(Variable<T> x)
    {
        if (x.Shape.Rank < 2)
            Guard.ThrowShape(nameof(SpatialDropout<>), "needs x [n, c, ..]", $"x {x.Shape}");
        if (!IsTraining || Probability == 0)
            return x;
        var lengths = new int[x.Shape.Rank];
        Array.Fill(lengths, 1);
        (lengths[0], lengths[1]) = (x.Shape[0], x.Shape[1]);
        return x * (Op.Bernoulli<T>(Shape.Create(lengths), 1 - Probability, _random) * (1 / (1 - Probability)));
    }
}
