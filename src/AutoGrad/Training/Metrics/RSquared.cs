using System.Numerics;

namespace AutoGrad;

/// <summary>
/// R² = 1 - Σ (y - ŷ)²/Σ (y - ȳ)², the part of the variance of the targets y that the outputs ŷ explain; ȳ is the mean of y. Over several columns it is
/// the mean of theirs.
/// </summary>
/// <typeparam name="T">The element type, float or double; sums are taken in double.</typeparam>
/// <remarks>Of targets that are all equal it is 1 where they are met exactly, and -∞ otherwise.</remarks>
public sealed class RSquared<T> : Metric<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Column[] _columns = [];
    private long _rows;

    /// <inheritdoc/>
    public override string Name => "R²";

    /// <inheritdoc/>
    public override bool IsBetterWhenLarger => true;

    /// <inheritdoc/>
    public override double Value => _rows == 0 ? double.NaN : _columns.Average(column => column.RSquared);

    /// <inheritdoc/>
    public override void Reset() => (_columns, _rows) = ([], 0);

    /// <summary>Adds a batch.</summary>
    /// <param name="output">The outputs, [rows] or [rows, columns].</param>
    /// <param name="target">The targets, of the same shape.</param>
    /// <exception cref="ShapeException">The shapes are others, or there are other columns than in the batches before.</exception>
    public override void Add(Variable<T> output, Variable<T> target)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        if (output.Shape.Rank is not (1 or 2) || !output.Shape.Equals(target.Shape))
            throw new ShapeException($"R²: needs an output [rows] or [rows, columns] and a target of its shape, got an output {output.Shape} and a target {target.Shape}.");
        var width = output.Shape.Rank == 1 ? 1 : output.Shape[1];
        if (_rows > 0 && width != _columns.Length)
            throw new ShapeException($"R²: needs as many columns as before, {_columns.Length}, got an output {output.Shape}.");
        if (_rows == 0)
            _columns = new Column[width];
        var (y, given) = (target.ToArray(), output.ToArray());
        for (var i = 0; i < y.Length; i++)
            _columns[i % width].Add(_rows + (i / width) + 1, double.CreateTruncating(y[i]), double.CreateTruncating(given[i]));
        _rows += output.Shape[0];
    }

    // The sum of squares around the mean, as rows come: B. Welford, "Note on a method for calculating corrected sums of squares and products", 1962.
    private struct Column
    {
        private double _mean;
        private double _total;
        private double _residual;

        public readonly double RSquared => _residual == 0 ? 1 : 1 - (_residual / _total);

        public void Add(long count, double y, double output)
        {
            var distance = y - _mean;
            _mean += distance / count;
            _total += distance * (y - _mean);
            _residual += (y - output) * (y - output);
        }
    }
}
