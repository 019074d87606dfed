using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>
    /// The cross-entropy of yes or no, -y ln σ(g) - (1 - y) ln(1 - σ(g)) for each logit g and its target y, and the mean of all, without
    /// overflow. <see cref="BinaryCrossEntropyOfProbabilities{T}"/> takes probabilities.
    /// </summary>
    /// <param name="logits">The logarithms of the odds, of any shape.</param>
    /// <param name="targets">Probabilities from 0 to 1, or 0 and 1, of the same shape: nothing is broadcast.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    /// <remarks>
    /// Computed as softplus(g) - g·y, where softplus(g) is max(g, 0) + ln(1 + e^-|g|). The gradient of the mean is (σ(g) - y)/n, at 0 as
    /// well, where max and |g| written out would each give a subgradient of their own.
    /// </remarks>
    public static Variable<T> BinaryCrossEntropy<T>(Variable<T> logits, Variable<T> targets, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(BinaryCrossEntropy), nameof(logits), logits, nameof(targets), targets);
        return Reduce(Op.Softplus(logits) - (logits * targets), reduction);
    }
}
