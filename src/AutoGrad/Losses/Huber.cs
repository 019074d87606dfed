using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>Huber's loss of each error e = predictionᵢ - targetᵢ, ½e² where |e| ≤ δ, else δ(|e| - ½δ), and the mean of all.</summary>
    /// <param name="prediction">What the model gave, of any shape.</param>
    /// <param name="target">What it should have been, of the same shape: nothing is broadcast.</param>
    /// <param name="delta">δ, greater than 0: from where on the loss is linear.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">δ is not greater than 0.</exception>
    public static Variable<T> Huber<T>(Variable<T> prediction, Variable<T> target, double delta = 1, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(Huber), nameof(prediction), prediction, nameof(target), target);
        Guard.Argument(delta > 0, nameof(Huber), "needs a delta greater than 0", $"{Formula.Number(delta)}", nameof(delta));
        return Reduce(QuadraticThenLinear(prediction - target, delta), reduction);
    }

    // Selected, not put together from parts that vanish: the part that does not count may be infinite.
    private static Variable<T> QuadraticThenLinear<T>(Variable<T> error, double delta) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = Op.Abs(error);
        return Op.Where(Op.LessOrEqual(size, delta), 0.5 * Op.Square(error), delta * (size - (0.5 * delta)));
    }
}
