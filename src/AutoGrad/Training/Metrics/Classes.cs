using System.Numerics;

namespace AutoGrad;

/// <summary>What metrics of classes read: scores [rows, classes] and labels [rows].</summary>
internal static class Classes
{
    public static int RequireRows<T>(string operation, Variable<T> scores, Variable<T> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        if (scores.Shape.Rank != 2 || scores.Shape[1] == 0 || labels.Shape.Rank != 1 || labels.Shape[0] != scores.Shape[0])
            throw new ShapeException($"{operation}: needs scores [rows, classes] and labels [rows], got scores {scores.Shape} and labels {labels.Shape}.");
        return scores.Shape[1];
    }

    public static int RequireLabel<T>(string operation, T label, int row, int classes) where T : unmanaged, IFloatingPointIeee754<T> =>
        T.IsInteger(label) && label >= T.Zero && label < T.CreateChecked(classes)
            ? int.CreateChecked(label)
            : throw new IndexValueException(FormattableString.Invariant($"{operation}: needs labels that are whole numbers from 0 to {classes - 1}, got {label} in row {row}."));

    /// <summary>The class with the highest score, the first of them where several are equal; NaN is below any other.</summary>
    public static int Highest<T>(ReadOnlySpan<T> scores) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var highest = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[highest] || (T.IsNaN(scores[highest]) && !T.IsNaN(scores[i])))
                highest = i;
        }
        return highest;
    }
}
