using System.Numerics;

namespace AutoGrad;

/// <summary>
/// In training, sets each element to 0 with a probability p and multiplies the others by 1/(1 - p), so that the expectation is x. In
/// evaluation, y = x.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
/// <remarks>
/// N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov, "Dropout", JMLR 15, 2014. Each run of a program draws anew.
/// </remarks>
public sealed class Dropout<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly RandomStream _random;

    /// <summary>Makes the module.</summary>
    /// <param name="probability">p, from 0 to less than 1.</param>
    /// <param name="random">Where the numbers come from. It is drawn from whenever the module is applied in training.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside its range.</exception>
    public Dropout(double probability, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Guard.Argument(probability is >= 0 and < 1, nameof(Dropout<>), "needs a probability from 0 to less than 1", $"{probability}", nameof(probability));
        (Probability, _random) = (probability, random);
    }

    /// <summary>p.</summary>
    public double Probability { get; }

    /// <summary>Of the shape of x.</summary>
    /// <param name="x">The elements, of any shape.</param>
    protected override Variable<T> Compute(Variable<T> x)
    {
        if (!IsTraining || Probability == 0)
            return x;
        return x * (Op.Bernoulli<T>(x.Shape, 1 - Probability, _random) * (1 / (1 - Probability)));
    }
}
