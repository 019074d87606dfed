using System.Numerics;

namespace AutoGrad;

/// <summary>The part of rows whose label is among the k highest scores. A score that is equal to the label's, of a class before it, counts as higher.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public class TopKAccuracy<T> : Metric<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _k;
    private long _right;
    private long _rows;

    /// <summary>Makes the metric.</summary>
    /// <param name="k">How many of the scores count, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public TopKAccuracy(int k)
    {
        Guard.Argument(k >= 1, nameof(TopKAccuracy<>), "needs k of at least 1", $"{k}", nameof(k));
        _k = k;
    }

    /// <inheritdoc/>
    public override string Name => $"top-{_k} accuracy";

    /// <inheritdoc/>
    public override bool IsBetterWhenLarger => true;

    /// <inheritdoc/>
    public override double Value => (double)_right / _rows;

    /// <inheritdoc/>
    public override void Reset() => (_right, _rows) = (0, 0);

    /// <summary>Adds a batch.</summary>
    /// <param name="output">A score for each class, such as logits, [rows, classes]. NaN is below any other.</param>
    /// <param name="target">The label of each row, [rows].</param>
    /// <exception cref="ShapeException">The shapes are others.</exception>
    /// <exception cref="IndexValueException">A label is not the number of a class.</exception>
    public override void Add(Variable<T> output, Variable<T> target)
    {
        var classes = Classes.RequireRows(Name, output, target);
        var (scores, labels) = (output.ToArray(), target.ToArray());
        for (var row = 0; row < labels.Length; row++)
        {
            var label = Classes.RequireLabel(Name, labels[row], row, classes);
            _right += Rank(scores.AsSpan(row * classes, classes), label) < _k ? 1 : 0;
        }
        _rows += labels.Length;
    }

    private static int Rank(ReadOnlySpan<T> scores, int label)
    {
        if (T.IsNaN(scores[label]))
            return scores.Length;
        var rank = 0;
        for (var i = 0; i < scores.Length; i++)
            rank += scores[i] > scores[label] || (i < label && scores[i] == scores[label]) ? 1 : 0;
        return rank;
    }
}
