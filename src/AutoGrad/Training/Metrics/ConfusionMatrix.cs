using System.Globalization;
using System.Numerics;
using System.Text;

namespace AutoGrad;

/// <summary>How often rows of each label were taken for each class. As a metric it is the accuracy.</summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
public sealed class ConfusionMatrix<T> : Metric<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly long[,] _counts;

    /// <summary>Makes a matrix of zeros.</summary>
    /// <param name="classes">How many classes there are, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public ConfusionMatrix(int classes)
    {
        Guard.Argument(classes >= 1, nameof(ConfusionMatrix<>), "needs at least 1 class", $"{classes}", nameof(classes));
        _counts = new long[classes, classes];
    }

    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override bool IsBetterWhenLarger => true;

    /// <summary>How many classes there are.</summary>
    public int Count => _counts.GetLength(0);

    /// <summary>How many rows of a label were taken for a class.</summary>
    public long this[int label, int taken] => _counts[label, taken];

    /// <inheritdoc/>
    public override double Value => (double)Sum(i => _counts[i, i]) / Sum(i => Sum(j => _counts[i, j]));

    /// <summary>The part of the rows of a label that were taken for it; NaN where there are none.</summary>
    public double RecallOf(int label) => (double)_counts[label, label] / Sum(taken => _counts[label, taken]);

    /// <summary>The part of the rows taken for a class that are of it; NaN where there are none.</summary>
    public double PrecisionOf(int taken) => (double)_counts[taken, taken] / Sum(label => _counts[label, taken]);

    /// <inheritdoc/>
    public override void Reset() => Array.Clear(_counts);

    /// <summary>Adds a batch.</summary>
    /// <param name="output">A score for each class, such as logits, [rows, classes].</param>
    /// <param name="target">The label of each row, [rows].</param>
    /// <exception cref="ShapeException">The shapes are others.</exception>
    /// <exception cref="IndexValueException">A label is not the number of a class.</exception>
    public override void Add(Variable<T> output, Variable<T> target)
    {
        if (Classes.RequireRows(nameof(ConfusionMatrix<>), output, target) != Count)
            throw new ShapeException($"{nameof(ConfusionMatrix<>)}: needs scores of {Count} classes, got scores {output.Shape}.");
        var (scores, labels) = (output.ToArray(), target.ToArray());
        for (var row = 0; row < labels.Length; row++)
        {
            var label = Classes.RequireLabel(nameof(ConfusionMatrix<>), labels[row], row, Count);
            _counts[label, Classes.Highest<T>(scores.AsSpan(row * Count, Count))]++;
        }
    }

    /// <summary>The counts as a table, a line for each label, a dot for none.</summary>
    public override string ToString()
    {
        var text = _counts.Cast<long>().Select(count => count == 0 ? "." : count.ToString(CultureInfo.InvariantCulture)).ToArray();
        var width = text.Max(word => word.Length) + 1;
        var table = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            table.Append(text[i].PadLeft(i % Count == 0 ? width - 1 : width)).Append(i % Count == Count - 1 && i < text.Length - 1 ? "\n" : "");
        return table.ToString();
    }

    private long Sum(Func<int, long> count) => Enumerable.Range(0, Count).Sum(count);
}
