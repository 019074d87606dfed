using System.Numerics;

namespace AutoGrad.Notebook.Charts;

/// <summary>Values of functions on a grid over a part of the plane: columns from left to right, rows from the least y up.</summary>
internal sealed class PlaneGrid
{
    private readonly double[] _values;

    private PlaneGrid((double From, double To) x, (double From, double To) y, int columns, int rows, int count, double[] values) =>
        (X, Y, Columns, Rows, Count, _values) = (x, y, columns, rows, count, values);

    public (double From, double To) X { get; }

    public (double From, double To) Y { get; }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>The number of values at each place.</summary>
    public int Count { get; }

    public double this[int column, int row, int value = 0] => _values[(((row * Columns) + column) * Count) + value];

    public IEnumerable<double> Values => _values;

    /// <summary>The place of a column and a row, which may lie between those of the grid.</summary>
    public (double X, double Y) Place(double column, double row) =>
        (X.From + (column / (Columns - 1) * (X.To - X.From)), Y.From + (row / (Rows - 1) * (Y.To - Y.From)));

    /// <summary>Calls a function of points [n, 2] once, for all places of the grid.</summary>
    /// <exception cref="ArgumentException">A range is empty or not finite, or the function gives other than [n] or [n, values].</exception>
    public static PlaneGrid Evaluate<T>(string operation, Func<Variable<T>, Variable<T>> function, (double From, double To) x, (double From, double To) y, int columns, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(x.To - x.From is > 0 and < double.PositiveInfinity && y.To - y.From is > 0 and < double.PositiveInfinity))
            throw new ArgumentException(FormattableString.Invariant($"{operation}: needs finite ranges that are not empty, got x from {x.From} to {x.To} and y from {y.From} to {y.To}."));
        var empty = new PlaneGrid(x, y, columns, rows, 0, []);
        var points = new T[2 * columns * rows];
        for (var i = 0; i < columns * rows; i++)
        {
            var (px, py) = empty.Place(i % columns, i / columns);
            (points[2 * i], points[(2 * i) + 1]) = (T.CreateTruncating(px), T.CreateTruncating(py));
        }
        var result = function(Variable.Create<T>(points, [columns * rows, 2]));
        if (result.Shape.Rank is not (1 or 2) || result.Shape[0] != columns * rows || result.Shape.Size == 0)
            throw new ArgumentException($"{operation}: needs a function of points [n, 2] that gives [n] or [n, values], got {result.Shape} for [{columns * rows}, 2].", nameof(function));
        return new(x, y, columns, rows, result.Shape.Size / (columns * rows), Array.ConvertAll(result.ToArray(), double.CreateTruncating));
    }
}
