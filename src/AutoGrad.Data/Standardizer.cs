using System.Numerics;
using System.Numerics.Tensors;

namespace AutoGrad.Data;

/// <summary>Makes standardizers from data.</summary>
public static class Standardizer
{
    /// <summary>Takes the mean and the population standard deviation of each column of the training set.</summary>
    /// <typeparam name="T">The type of the elements; sums are taken in <see cref="double"/>.</typeparam>
    /// <param name="features">The features to train on, [rows, columns], finite, with at least one row.</param>
    /// <returns>The standardizer with these statistics.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The features are not [rows, columns] with at least one row, or one is not finite, or a column's mean or deviation overflows.
    /// </exception>
    /// <remarks>
    /// Give it the training set only: statistics that have seen the held-out rows make those rows look easier than they are. A
    /// column whose elements are all equal has that element as its mean and a deviation of exactly 0.
    /// </remarks>
    public static Standardizer<T> Fit<T>(Tensor<T> features)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Rank != 2 || features.Lengths[0] == 0)
        {
            throw new ArgumentException(
                $"Standardizer.Fit: needs features [rows, columns] with at least one row, got {TensorRows.Shape(features)}.",
                nameof(features));
        }

        int columns = (int)features.Lengths[1];
        var elements = TensorRows.ToArray(features);
        Standardizer<T>.CheckFinite(elements, columns, nameof(Fit));

        var means = new T[columns];
        var deviations = new T[columns];
        for (int column = 0; column < columns; column++)
        {
            var (mean, deviation) = Moments(elements, columns, column);
            (means[column], deviations[column]) = (T.CreateTruncating(mean), T.CreateTruncating(deviation));
            if (!T.IsFinite(means[column]) || !T.IsFinite(deviations[column]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Standardizer.Fit: needs a finite mean and deviation, got {mean} and {deviation} in column {column}."),
                    nameof(features));
            }
        }

        return new(Tensor.Create(means, [columns]), Tensor.Create(deviations, [columns]));
    }

    private static (double Mean, double Deviation) Moments<T>(T[] elements, int columns, int column)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int rows = elements.Length / columns;
        double first = double.CreateTruncating(elements[column]);
        double sum = 0;
        bool isConstant = true;
        for (int i = column; i < elements.Length; i += columns)
        {
            double x = double.CreateTruncating(elements[i]);
            sum += x;
            isConstant &= x == first;
        }

        // Rounding in the sum would give a constant column a tiny deviation, and dividing by it would make noise of size 1.
        if (isConstant)
            return (first, 0);

        double mean = sum / rows;
        double sumOfSquares = 0;
        for (int i = column; i < elements.Length; i += columns)
        {
            double centred = double.CreateTruncating(elements[i]) - mean;
            sumOfSquares += centred * centred;
        }

        return (mean, Math.Sqrt(sumOfSquares / rows));
    }
}
