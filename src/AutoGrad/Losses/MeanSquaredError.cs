using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>The squared error, (predictionᵢ - targetᵢ)² of each element, and the mean of all.</summary>
    /// <param name="prediction">What the model gave, of any shape.</param>
    /// <param name="target">What it should have been, of the same shape: nothing is broadcast.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    public static Variable<T> MeanSquaredError<T>(Variable<T> prediction, Variable<T> target, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(MeanSquaredError), nameof(prediction), prediction, nameof(target), target);
        return Reduce(Op.Square(prediction - target), reduction);
    }
}
