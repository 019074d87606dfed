using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>
    /// The cross-entropy of classes, -ln softmax(logits[r])[labels[r]] of each row r, and the mean of all, without overflow; or
    /// -Σ targets[r]·ln softmax(logits[r]) where the targets are probabilities of the classes.
    /// </summary>
    /// <param name="logits">The unnormalised logarithms of the probabilities of the classes, [.., classes].</param>
    /// <param name="labels">
    /// The right classes, [..], whole numbers from 0 to classes - 1; or their probabilities, [.., classes].
    /// </param>
    /// <param name="weights">How much each class counts, [classes]; all alike where it is left out.</param>
    /// <param name="smoothing">ε from 0 to 1: the target is mixed with that part of the uniform distribution.</param>
    /// <param name="ignoredLabel">A label whose rows count for nothing, such as -100.</param>
    /// <param name="reduction">What is made of the rows; None gives [..].</param>
    /// <remarks>
    /// The formulas are those of PyTorch's cross_entropy. For class labels the mean is weighted: the sum divided by that of the weights of the
    /// rows' labels; where every row is ignored it is NaN. For probabilities it is divided by the number of rows.
    /// </remarks>
    /// <exception cref="ShapeException">The labels are neither [..] nor [.., classes], the weights are not [classes], or there is no row.</exception>
    /// <exception cref="IndexValueException">A label is not a whole number in the range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The smoothing is not from 0 to 1.</exception>
    /// <exception cref="ArgumentException">A label is to be ignored, but the targets are probabilities.</exception>
    public static Variable<T> CrossEntropy<T>(
        Variable<T> logits, Variable<T> labels, Variable<T>? weights = null, double smoothing = 0, double? ignoredLabel = null,
        Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        var areProbabilities = logits.Shape.Rank > 0 && labels.Shape.Equals(logits.Shape);
        RequireRows(nameof(CrossEntropy), "logits", logits, labels, areProbabilities);
        RequireWeights(nameof(CrossEntropy), logits, weights);
        Guard.Argument(smoothing is >= 0 and <= 1, nameof(CrossEntropy), "needs a smoothing from 0 to 1", $"{Formula.Number(smoothing)}", nameof(smoothing));
        if (!areProbabilities)
            return OfLabels(nameof(CrossEntropy), logits, isNormalized: false, labels, weights, smoothing, ignoredLabel, reduction);
        if (ignoredLabel is not null)
            throw new ArgumentException($"{nameof(CrossEntropy)}: needs labels [..] to ignore one, got probabilities {labels.Shape}.", nameof(ignoredLabel));
        var logProbabilities = Op.LogSoftmax(logits);
        var targets = smoothing == 0 ? labels : ((1 - smoothing) * labels) + (smoothing / logits.Shape[^1]);
        return Reduce(-Op.Sum(targets * (weights is null ? logProbabilities : weights * logProbabilities), -1), reduction);
    }

    /// <summary>The negative log-likelihood of classes, -logProbabilities[r, labels[r]] of each row r, and the mean of all.</summary>
    /// <param name="logProbabilities">The logarithms of the probabilities of the classes, [.., classes], such as a <see cref="Op.LogSoftmax{T}"/>.</param>
    /// <param name="labels">The right classes, [..], whole numbers from 0 to classes - 1.</param>
    /// <param name="weights">How much each class counts, [classes]; all alike where it is left out.</param>
    /// <param name="ignoredLabel">A label whose rows count for nothing, such as -100.</param>
    /// <param name="reduction">What is made of the rows; None gives [..].</param>
    /// <remarks>The mean is weighted, as that of <see cref="CrossEntropy{T}"/>.</remarks>
    /// <exception cref="ShapeException">The labels are not [..], the weights are not [classes], or there is no row.</exception>
    /// <exception cref="IndexValueException">A label is not a whole number in the range.</exception>
    public static Variable<T> NegativeLogLikelihood<T>(
        Variable<T> logProbabilities, Variable<T> labels, Variable<T>? weights = null, double? ignoredLabel = null,
        Reduction reduction = Reduction.Mean) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(labels);
        RequireRows(nameof(NegativeLogLikelihood), "logProbabilities", logProbabilities, labels, areProbabilities: false);
        RequireWeights(nameof(NegativeLogLikelihood), logProbabilities, weights);
        return OfLabels(nameof(NegativeLogLikelihood), logProbabilities, isNormalized: true, labels, weights, 0, ignoredLabel, reduction);
    }
}
