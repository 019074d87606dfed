using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>The hinge loss, max(0, 1 - y·g) for each score g and its label y, and the mean of all.</summary>
    /// <param name="scores">What the model gave, of any shape.</param>
    /// <param name="labels">-1 or 1, of the same shape: nothing is broadcast.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <remarks>The subgradient at a margin of 1 is 0.</remarks>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    public static Variable<T> Hinge<T>(Variable<T> scores, Variable<T> labels, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(Hinge), nameof(scores), scores, nameof(labels), labels);
        return Reduce(Op.Relu(1 - (labels * scores)), reduction);
    }
}
