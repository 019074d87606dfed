using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>
    /// The negative logarithm of a normal density, ½(ln v + (target - mean)²/v) for each element, and the mean of all, without the constant
    /// ½ ln 2π unless it is asked for.
    /// </summary>
    /// <param name="mean">What the model gave, of any shape.</param>
    /// <param name="target">What it should have been, of the same shape: nothing is broadcast.</param>
    /// <param name="variance">The variance v that the model gave; it may broadcast to the shape of the mean.</param>
    /// <param name="full">Whether ½ ln 2π is added.</param>
    /// <param name="epsilon">What a variance counts for at least; the gradient passes as if it did not.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <exception cref="ShapeException">The shapes of mean and target differ, the variance does not broadcast, or there is no element.</exception>
    public static Variable<T> GaussianNegativeLogLikelihood<T>(
        Variable<T> mean, Variable<T> target, Variable<T> variance, bool full = false, double epsilon = 1e-6, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(GaussianNegativeLogLikelihood), nameof(mean), mean, nameof(target), target);
        ArgumentNullException.ThrowIfNull(variance);
        if (!variance.Shape.BroadcastsTo(mean.Shape))
        {
            Guard.ThrowShape(nameof(GaussianNegativeLogLikelihood), "needs a variance that broadcasts to the mean",
                $"variance {variance.Shape} and mean {mean.Shape}");
        }
        var v = Op.StraightThrough(Op.Maximum(variance, epsilon), variance);
        var losses = 0.5 * (Op.Log(v) + (Op.Square(mean - target) / v));
        return Reduce(full ? losses + (0.5 * Math.Log(2 * Math.PI)) : losses, reduction);
    }
}
