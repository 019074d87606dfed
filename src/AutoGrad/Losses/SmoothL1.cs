using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>The smoothed absolute error of each e = predictionᵢ - targetᵢ, ½e²/β where |e| &lt; β, else |e| - ½β, and the mean of all.</summary>
    /// <param name="prediction">What the model gave, of any shape.</param>
    /// <param name="target">What it should have been, of the same shape: nothing is broadcast.</param>
    /// <param name="beta">β, at least 0: from where on the loss is linear; with 0 it is <see cref="MeanAbsoluteError{T}"/>.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">β is not at least 0.</exception>
    public static Variable<T> SmoothL1<T>(Variable<T> prediction, Variable<T> target, double beta = 1, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(SmoothL1), nameof(prediction), prediction, nameof(target), target);
        Guard.Argument(beta >= 0, nameof(SmoothL1), "needs a beta of at least 0", $"{Formula.Number(beta)}", nameof(beta));
        var error = prediction - target;
        return Reduce(beta == 0 ? Op.Abs(error) : QuadraticThenLinear(error, beta) / beta, reduction);
    }
}
