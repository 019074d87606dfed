using System.Globalization;
using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    private const double LeastLogarithm = -100;
    private const double LeastVariance = 1e-12;

    /// <summary>
    /// The cross-entropy of yes or no, -y ln p - (1 - y) ln(1 - p) for each probability p and its target y, and the mean of all.
    /// <see cref="BinaryCrossEntropy{T}"/> takes logits, and is the more accurate.
    /// </summary>
    /// <param name="probabilities">Probabilities from 0 to 1, of any shape.</param>
    /// <param name="targets">Probabilities from 0 to 1, or 0 and 1, of the same shape: nothing is broadcast.</param>
    /// <param name="reduction">What is made of the elements.</param>
    /// <remarks>
    /// As PyTorch does, a logarithm counts for at least -100, and the derivative (p - y)/(p(1 - p)) has a denominator of at least 1e-12, so
    /// that both are finite for every p.
    /// </remarks>
    /// <exception cref="ShapeException">The shapes differ, or there is no element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not from 0 to 1.</exception>
    public static Variable<T> BinaryCrossEntropyOfProbabilities<T>(
        Variable<T> probabilities, Variable<T> targets, Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqualShapes(nameof(BinaryCrossEntropyOfProbabilities), nameof(probabilities), probabilities, nameof(targets), targets);
        return Reduce(Op.Custom<T>([probabilities, targets], Entropies, EntropyPullback, "binaryCrossEntropy"), reduction);
    }

    private static Variable<T> Entropies<T>(Variable<T>[] x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (p, y) = (x[0], x[1]);
        var position = 0;
        foreach (var value in p.Values)
        {
            if (value < T.Zero || value > T.One)
            {
                Guard.Argument(false, nameof(BinaryCrossEntropyOfProbabilities), "needs probabilities from 0 to 1",
                    string.Create(CultureInfo.InvariantCulture, $"{value} at position {position} of {p.Shape}"), "probabilities");
            }
            position++;
        }
        return -((y * LogarithmOf(p)) + ((1 - y) * LogarithmOfOther(p)));
    }

    // ∂/∂p = (p - y)/(p(1 - p)) and ∂/∂y = ln(1 - p) - ln p.
    private static Variable<T> EntropyPullback<T>(int input, Variable<T>[] x, Variable<T> loss, Variable<T> lossBar)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (p, y) = (x[0], x[1]);
        return input == 0
            ? lossBar * ((p - y) / Op.Maximum(p * (1 - p), LeastVariance))
            : lossBar * (LogarithmOfOther(p) - LogarithmOf(p));
    }

    private static Variable<T> LogarithmOf<T>(Variable<T> p) where T : unmanaged, IFloatingPointIeee754<T> => Op.Maximum(Op.Log(p), LeastLogarithm);

    private static Variable<T> LogarithmOfOther<T>(Variable<T> p) where T : unmanaged, IFloatingPointIeee754<T> =>
        Op.Maximum(Op.Log1p(-p), LeastLogarithm);
}
