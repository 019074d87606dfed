using System.Globalization;
using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    private static void RequireRows<T>(string operation, string what, Variable<T> x, Variable<T> labels, bool areProbabilities)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!areProbabilities && (x.Shape.Rank == 0 || !labels.Shape.Lengths.SequenceEqual(x.Shape.Lengths[..^1])))
        {
            Guard.ThrowShape(operation, $"needs {what} [.., classes] and labels [..] with equal leading axes",
                $"{what} {x.Shape} and labels {labels.Shape}");
        }
        if (x.Shape.SizeOf(0, x.Shape.Rank - 1) == 0)
            Guard.ThrowShape(operation, "needs at least one row", $"{what} {x.Shape}");
        if (x.Shape[^1] == 0)
            Guard.ThrowShape(operation, "needs at least one class", $"{what} {x.Shape}");
    }

    private static void RequireWeights<T>(string operation, Variable<T> x, Variable<T>? weights) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (weights is not null && !(weights.Shape.Rank == 1 && weights.Shape[0] == x.Shape[^1]))
            Guard.ThrowShape(operation, "needs weights [classes], one for each class", $"weights {weights.Shape} and {x.Shape[^1]} classes");
    }

    // Of row r with the label c: -(1 - ε)·w[c]·g[r, c] - ε/classes·Σᵢ w[i]·g[r, i], where g are the logarithms of the probabilities: x, or its log-softmax
    // where it is not normalised.
    private static Variable<T> OfLabels<T>(
        string operation, Variable<T> x, bool isNormalized, Variable<T> labels, Variable<T>? weights, double smoothing, double? ignoredLabel,
        Reduction reduction) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var classes = x.Shape[^1];
        var counts = ignoredLabel is { } ignored ? Op.NotEqual(labels, ignored) : null;
        var present = counts is null ? labels : Op.Where(counts, labels, 0);
        Variable<T> losses;
        if (smoothing == 0 && !isNormalized)
        {
            // Only one number of each row counts.
            var likelihood = Picked(operation, x, present, labels, ignoredLabel, Op.LogSoftmaxAt);
            losses = -(weights is null ? likelihood : WeightsOf(weights, present) * likelihood);
        }
        else
        {
            var logProbabilities = isNormalized ? x : Op.LogSoftmax(x);
            var weighted = weights is null ? logProbabilities : weights * logProbabilities;
            losses = -Picked(operation, weighted, present, labels, ignoredLabel,
                (x, labels) => Op.Reshape(Op.Gather(x, Op.Unsqueeze(labels, -1), axis: -1), labels.Shape));
            if (smoothing > 0)
                losses = ((1 - smoothing) * losses) - ((smoothing / classes) * Op.Sum(weighted, -1));
        }
        if (counts is not null)
            losses = Op.Where(counts, losses, 0);
        if (reduction != Reduction.Mean || (weights is null && counts is null))
            return Reduce(losses, reduction);
        var shares = weights is null ? counts! : WeightsOf(weights, present);
        return Op.Sum(losses) / Op.Sum(counts is null || weights is null ? shares : shares * counts);
    }

    private static Variable<T> WeightsOf<T>(Variable<T> weights, Variable<T> labels) where T : unmanaged, IFloatingPointIeee754<T> =>
        Op.Reshape(Op.Gather(weights, Op.Reshape(labels, [labels.Shape.Size]), 0), labels.Shape);

    private static Variable<T> Picked<T>(
        string operation, Variable<T> x, Variable<T> present, Variable<T> labels, double? ignoredLabel, Func<Variable<T>, Variable<T>, Variable<T>> pick)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        try
        {
            return pick(x, present);
        }
        catch (IndexValueException exception)
        {
            var values = present.ToArray();
            var classes = x.Shape[^1];
            var position = Array.FindIndex(values, label => !(T.IsInteger(label) && label >= T.Zero && label < T.CreateChecked(classes)));
            var orIgnored = ignoredLabel is { } ignored ? $", or {Formula.Number(ignored)}, which is ignored" : "";
            throw new IndexValueException(string.Create(CultureInfo.InvariantCulture,
                $"{operation}: needs labels that are whole numbers from 0 to {classes - 1}{orIgnored}, got {values[position]} at position {position} of {labels.Shape}."), exception);
        }
    }
}
