using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>
    /// The cross-entropy of yes or no, [], the mean over all elements of -y ln σ(g) - (1 - y) ln(1 - σ(g)) for a logit g and its target y,
    /// without overflow.
    /// </summary>
    /// <param name="logits">The logarithms of the odds, of any shape.</param>
    /// <param name="targets">Probabilities from 0 to 1, or 0 and 1, of the same shape: nothing is broadcast.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    /// <remarks>
    /// Computed as softplus(g) - g·y, where softplus(g) is max(g, 0) + ln(1 + e^-|g|). The gradient is (σ(g) - y)/n, at 0 as well, where
    /// max and |g| written out would each give a subgradient of their own.
    /// </remarks>
    public static Variable<T> BinaryCrossEntropy<T>(Variable<T> logits, Variable<T> targets) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        if (!logits.Shape.Equals(targets.Shape))
        {
            Guard.ThrowShape(nameof(BinaryCrossEntropy), "needs logits and targets of equal shape, since it does not broadcast",
                $"logits {logits.Shape} and targets {targets.Shape}");
        }
        if (logits.Shape.Size == 0)
            Guard.ThrowShape(nameof(BinaryCrossEntropy), "needs at least one element", $"logits {logits.Shape}");
        return Op.Mean(Op.Softplus(logits) - (logits * targets));
    }
}
