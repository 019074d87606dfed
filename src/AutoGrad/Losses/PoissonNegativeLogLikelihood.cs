using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>
    /// The negative logarithm of a Poisson probability, eᵍ - target·g for each logarithm g of a rate, and the mean of all, without ln(target!)
    /// unless it is asked for.
    /// </summary>
    /// <param name="input">What the model gave, of any shape: g, or the rate eᵍ itself where logarithms is false.</param>
    /// <param name="target">The count that it should have been, of the same shape: nothing is broadcast.</param>
    /// <param name="logarithms">Whether the input is the logarithm of the rate.</param>
    /// <param name="full">Whether ln(target!) is added for targets above 1, by Stirling's formula.</param>
    /// <param name="epsilon">What is added to a rate before its logarithm is taken.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    public static Variable<T> PoissonNegativeLogLikelihood<T>(
        Variable<T> input, Variable<T> target, bool logarithms = true, bool full = false, double epsilon = 1e-8, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(PoissonNegativeLogLikelihood), nameof(input), input, nameof(target), target);
        var losses = logarithms ? Op.Exp(input) - (target * input) : input - (target * Op.Log(input + epsilon));
        if (full)
        {
            var stirling = (target * Op.Log(target)) - target + (0.5 * Op.Log(2 * Math.PI * target));
            losses += Op.Where(Op.Greater(target, 1), stirling, 0);
        }
        return Reduce(losses, reduction);
    }
}
