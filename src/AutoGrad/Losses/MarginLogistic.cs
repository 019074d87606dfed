using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>The logistic loss of the margin, -ln σ(y·g) for each logit g and its label y, and the mean of all, without overflow.</summary>
    /// <param name="logits">The logarithms of the odds, of any shape.</param>
    /// <param name="labels">-1 or 1, of the same shape: nothing is broadcast.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    public static Variable<T> MarginLogistic<T>(Variable<T> logits, Variable<T> labels, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(MarginLogistic), nameof(logits), logits, nameof(labels), labels);
        return Reduce(Op.Softplus(-(labels * logits)), reduction);
    }
}
