using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>The mean squared error, [], 1/n Σᵢ (predictionᵢ - targetᵢ)² over all n elements.</summary>
    /// <param name="prediction">What the model gave, of any shape.</param>
    /// <param name="target">What it should have been, of the same shape: nothing is broadcast.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    public static Variable<T> MeanSquaredError<T>(Variable<T> prediction, Variable<T> target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (!prediction.Shape.Equals(target.Shape))
        {
            Guard.ThrowShape(nameof(MeanSquaredError), "needs a prediction and a target of equal shape, since it does not broadcast",
                $"prediction {prediction.Shape} and target {target.Shape}");
        }
        if (prediction.Shape.Size == 0)
            Guard.ThrowShape(nameof(MeanSquaredError), "needs at least one element", $"prediction {prediction.Shape}");
        return Op.Mean(Op.Square(prediction - target));
    }
}
