using System.Numerics;

namespace AutoGrad;

/// <summary>A vector for each index, y[..] = weight[x[..]]: [..] to [.., width], with the parameter <c>weight</c> [count, width].</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class Embedding<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the module with random vectors.</summary>
    /// <param name="count">How many vectors there are, at least 1.</param>
    /// <param name="width">The length of a vector, at least 1.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="weight">How the vectors are drawn; from the standard normal distribution where it is not given, as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is below 1.</exception>
    public Embedding(int count, int width, RandomStream random, Initializer? weight = null)
    {
        Guard.Argument(count >= 1, nameof(Embedding<>), "needs at least 1 vector", $"{count}", nameof(count));
        Guard.Argument(width >= 1, nameof(Embedding<>), "needs a width of at least 1", $"{width}", nameof(width));
        Weight = AddParameter("weight", (weight ?? Initializer.Normal(0, 1)).Create<T>([count, width], random));
    }

    /// <summary>The vectors, [count, width].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>The vectors of the indices, [.., width].</summary>
    /// <param name="x">Whole numbers from 0 to count - 1, [..].</param>
    /// <exception cref="IndexValueException">An element of x is no such number.</exception>
    protected override Variable<T> Compute(Variable<T> x) => Op.Take(Weight.Variable, x, 0);
}
