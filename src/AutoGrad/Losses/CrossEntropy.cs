using System.Numerics;

namespace AutoGrad;

public static partial class Loss
{
    /// <summary>
    /// The cross-entropy of classes, [], the mean over all rows r of -ln softmax(logits[r])[labels[r]], without overflow.
    /// </summary>
    /// <param name="logits">The unnormalised logarithms of the probabilities of the classes, [.., classes].</param>
    /// <param name="labels">The right classes, [..], whole numbers from 0 to classes - 1.</param>
    /// <exception cref="ShapeException">The axes of the labels are not those of the logits but the last, or there is no row.</exception>
    /// <exception cref="IndexValueException">A label is not a whole number in the range.</exception>
    public static Variable<T> CrossEntropy<T>(Variable<T> logits, Variable<T> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        if (logits.Shape.Rank == 0 || !labels.Shape.Lengths.SequenceEqual(logits.Shape.Lengths[..^1]))
        {
            Guard.ThrowShape(nameof(CrossEntropy), "needs logits [.., classes] and labels [..] with equal leading axes",
                $"logits {logits.Shape} and labels {labels.Shape}");
        }
        if (labels.Shape.Size == 0)
            Guard.ThrowShape(nameof(CrossEntropy), "needs at least one row", $"logits {logits.Shape}");
        if (logits.Shape[^1] == 0)
            Guard.ThrowShape(nameof(CrossEntropy), "needs at least one class", $"logits {logits.Shape}");
        var column = Op.Reshape(labels, Shape.Create([.. labels.Shape.Lengths, 1]));
        try
        {
            return -Op.Mean(Op.Gather(Op.LogSoftmax(logits), column, axis: -1));
        }
        catch (IndexValueException exception)
        {
            throw WrongLabel(labels, logits.Shape[^1], exception);
        }
    }

    private static IndexValueException WrongLabel<T>(Variable<T> labels, int classes, IndexValueException cause)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = labels.ToArray();
        var position = Array.FindIndex(values, label => !(T.IsInteger(label) && label >= T.Zero && label < T.CreateChecked(classes)));
        return new(
            $"CrossEntropy: needs labels that are whole numbers from 0 to {classes - 1}, " +
            $"got {values[position]} at position {position} of {labels.Shape}.", cause);
    }
}
