using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>Brings each column of features to mean 0 and deviation 1: y = (x - mean) / deviation, column by column.</summary>
/// <typeparam name="T">The type of the elements; each is computed in <see cref="double"/> and rounded once.</typeparam>
/// <remarks>A column with a deviation of 0 is centred only: y = x - mean.</remarks>
public sealed class Standardizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double[] _means;
    private readonly double[] _divisors;

    /// <summary>Makes a standardizer from known statistics, such as those stored with a trained model.</summary>
    /// <param name="mean">The mean of each column, [columns], finite.</param>
    /// <param name="standardDeviation">The standard deviation of each column, [columns], finite and at least 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="mean"/> or <paramref name="standardDeviation"/> is null.</exception>
    /// <exception cref="ArgumentException">The shapes are not the same [columns], or a value is outside its range.</exception>
    public Standardizer(Tensor<T> mean, Tensor<T> standardDeviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(standardDeviation);
        if (mean.Rank != 1 || standardDeviation.Rank != 1 || mean.Lengths[0] != standardDeviation.Lengths[0])
        {
            throw new ArgumentException(
                "Standardizer: needs mean and standardDeviation [columns] of equal length, "
                + $"got mean {TensorRows.Shape(mean)} and standardDeviation {TensorRows.Shape(standardDeviation)}.");
        }

        for (nint column = 0; column < mean.Lengths[0]; column++)
        {
            T deviation = standardDeviation[column];
            if (!T.IsFinite(mean[column]) || !T.IsFinite(deviation) || deviation < T.Zero)
            {
                throw new ArgumentException(
                    "Standardizer: needs a finite mean and a finite standardDeviation of at least 0, "
                    + FormattableString.Invariant($"got {mean[column]} and {deviation} in column {column}."));
            }
        }

        Mean = TensorRows.Copy(mean);
        StandardDeviation = TensorRows.Copy(standardDeviation);
        _means = Array.ConvertAll(TensorRows.ToArray(mean), double.CreateTruncating);
        _divisors = Array.ConvertAll(
            TensorRows.ToArray(standardDeviation), deviation => deviation == T.Zero ? 1 : double.CreateTruncating(deviation));
    }

    /// <summary>The mean of each column, [columns].</summary>
    public Tensor<T> Mean { get; }

    /// <summary>The population standard deviation of each column, [columns]; 0 for a constant one.</summary>
    public Tensor<T> StandardDeviation { get; }

    /// <summary>Standardizes features with the statistics of the training set: y = (x - mean) / deviation.</summary>
    /// <param name="features">The features of any set, [rows, columns], finite.</param>
    /// <returns>The standardized features, [rows, columns], in a new tensor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">The features have other columns, or one is not finite.</exception>
    public Tensor<T> Transform(Tensor<T> features)
    {
        var elements = Elements(features, nameof(Transform));
        CheckFinite(elements, _means.Length, nameof(Transform));
        for (int i = 0; i < elements.Length; i++)
        {
            int column = i % _means.Length;
            elements[i] = T.CreateTruncating((double.CreateTruncating(elements[i]) - _means[column]) / _divisors[column]);
        }

        return Tensor.Create(elements, features.Lengths);
    }

    /// <summary>Standardizes the features of a data set; its targets and names stay.</summary>
    /// <param name="dataset">The data set, with features [rows, columns], finite.</param>
    /// <returns>The data set with standardized features.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="dataset"/> is null.</exception>
    /// <exception cref="ArgumentException">The features have other columns, or one is not finite.</exception>
    public Dataset<T> Transform(Dataset<T> dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new(Transform(dataset.Features), dataset.Targets, dataset.FeatureNames, dataset.ClassNames);
    }

    /// <summary>Takes standardized features back to their own units: x = y · deviation + mean.</summary>
    /// <param name="features">Standardized features, [rows, columns]; what is not finite stays so.</param>
    /// <returns>The features in their own units, [rows, columns], in a new tensor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">The features have other columns.</exception>
    public Tensor<T> InverseTransform(Tensor<T> features)
    {
        var elements = Elements(features, nameof(InverseTransform));
        for (int i = 0; i < elements.Length; i++)
        {
            int column = i % _means.Length;
            elements[i] = T.CreateTruncating(double.CreateTruncating(elements[i]) * _divisors[column] + _means[column]);
        }

        return Tensor.Create(elements, features.Lengths);
    }

    internal static void CheckFinite(T[] features, int columns, string method)
    {
        int i = Array.FindIndex(features, element => !T.IsFinite(element));
        if (i >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Standardizer.{method}: needs finite features, got {features[i]} at [{i / columns}, {i % columns}]."),
                nameof(features));
        }
    }

    private T[] Elements(Tensor<T> features, string method)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Rank != 2 || features.Lengths[1] != _means.Length)
        {
            throw new ArgumentException(
                $"Standardizer.{method}: needs features [rows, {_means.Length}], got {TensorRows.Shape(features)}.", nameof(features));
        }

        return TensorRows.ToArray(features);
    }
}
