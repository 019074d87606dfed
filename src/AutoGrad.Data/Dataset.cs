using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>
/// Examples to learn from: features [rows, ...] and, row by row, targets [rows] (class indices) or [rows, outputs].
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>
/// A data set never changes and holds copies of the tensors that it was made from. <see cref="Features"/> and
/// <see cref="Targets"/> are its own tensors: read them, and do not write to them.
/// </remarks>
public sealed partial class Dataset<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes a data set of copies of features and targets.</summary>
    /// <param name="features">The features, [rows, ...], with at least one element.</param>
    /// <param name="targets">The targets, [rows] (class indices) or [rows, outputs].</param>
    /// <param name="featureNames">A name for each column of features [rows, columns]; none where they are not known.</param>
    /// <param name="classNames">
    /// A name for each class, where the targets [rows] are class indices, whole numbers from 0; none otherwise.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> or <paramref name="targets"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There are no features, the rows differ in number, the targets have another rank than 1 or 2, the names differ in number from
    /// the columns, or a target is not the index of one of the named classes.
    /// </exception>
    public Dataset(
        Tensor<T> features, Tensor<T> targets, IEnumerable<string>? featureNames = null, IEnumerable<string>? classNames = null)
        : this(features, targets, featureNames, classNames, TensorRows.Copy)
    {
    }

    private Dataset(
        Tensor<T> features,
        Tensor<T> targets,
        IEnumerable<string>? featureNames,
        IEnumerable<string>? classNames,
        Func<Tensor<T>, Tensor<T>> take)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        FeatureNames = [.. featureNames ?? []];
        ClassNames = [.. classNames ?? []];
        CheckRows(features, targets);
        CheckNames(features, targets);

        Features = take(features);
        Targets = take(targets);
    }

    private Dataset(Dataset<T> whole, ReadOnlySpan<int> rows)
    {
        Features = TensorRows.Select(whole.Features, rows);
        Targets = TensorRows.Select(whole.Targets, rows);
        FeatureNames = whole.FeatureNames;
        ClassNames = whole.ClassNames;
    }

    /// <summary>The features, [rows, ...], contiguous.</summary>
    public Tensor<T> Features { get; }

    /// <summary>The targets, [rows] (class indices) or [rows, outputs], contiguous.</summary>
    public Tensor<T> Targets { get; }

    /// <summary>The names of the feature columns; empty where they are not known.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The names of the classes, at the index that stands for each in <see cref="Targets"/>; empty where there are none.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of rows, at least 1.</summary>
    public int Count => (int)Features.Lengths[0];

    /// <summary>The data set of some rows, copied, in the order given; a row may be taken more than once.</summary>
    /// <param name="rows">Zero-based row indices, at least one.</param>
    /// <returns>The selected rows, with the same names.</returns>
    /// <exception cref="ArgumentException"><paramref name="rows"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in [0, <see cref="Count"/>).</exception>
    public Dataset<T> Select(params ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            throw new ArgumentException($"Dataset.Select: needs at least one row, got none of {Count}.", nameof(rows));

        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows), $"Dataset.Select: needs rows in [0, {Count}), got row {rows[i]} at index {i}.");
            }
        }

        return new(this, rows);
    }

    /// <summary>The data set of the first rows, copied.</summary>
    /// <param name="count">How many rows, from 1 to <see cref="Count"/>.</param>
    /// <returns>The first rows, with the same names.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1 or above <see cref="Count"/>.</exception>
    public Dataset<T> Take(int count)
    {
        if (count < 1 || count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), $"Dataset.Take: needs count in [1, {Count}], got {count}.");

        return new(this, [.. Enumerable.Range(0, count)]);
    }

    /// <summary>A data set of contiguous tensors that nobody else holds: large ones need not be there twice.</summary>
    internal static Dataset<T> Owning(Tensor<T> features, Tensor<T> targets, IEnumerable<string> classNames) =>
        new(features, targets, null, classNames, tensor => tensor);

    private static void CheckRows(Tensor<T> features, Tensor<T> targets)
    {
        if (features.Rank == 0 || features.FlattenedLength == 0)
        {
            throw new ArgumentException(
                $"Dataset: needs features [rows, ...] with at least one element, got {TensorRows.Shape(features)}.", nameof(features));
        }

        if (targets.Rank is not (1 or 2) || targets.FlattenedLength == 0 || targets.Lengths[0] != features.Lengths[0])
        {
            throw new ArgumentException(
                "Dataset: needs targets [rows] or [rows, outputs] with the rows of the features, "
                + $"got features {TensorRows.Shape(features)} and targets {TensorRows.Shape(targets)}.",
                nameof(targets));
        }
    }

    private void CheckNames(Tensor<T> features, Tensor<T> targets)
    {
        if (FeatureNames.Count > 0 && (features.Rank != 2 || features.Lengths[1] != FeatureNames.Count))
        {
            throw new ArgumentException(
                "Dataset: needs a feature name for each column of features [rows, columns], "
                + $"got {FeatureNames.Count} names and features {TensorRows.Shape(features)}.");
        }

        if (ClassNames.Count == 0)
            return;

        if (targets.Rank != 1)
        {
            throw new ArgumentException(
                $"Dataset: needs targets [rows] where classes are named, got targets {TensorRows.Shape(targets)}.", nameof(targets));
        }

        for (nint row = 0; row < targets.Lengths[0]; row++)
        {
            T target = targets[row];
            if (!(T.IsInteger(target) && target >= T.Zero && target < T.CreateChecked(ClassNames.Count)))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Dataset: needs class indices from 0 to {ClassNames.Count - 1}, got {target} in row {row}."),
                    nameof(targets));
            }
        }
    }
}
