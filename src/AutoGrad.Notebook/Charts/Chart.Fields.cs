using System.Numerics;
using AutoGrad.Notebook.Charts;
using AutoGrad.Notebook.Charts.Marks;

namespace AutoGrad.Notebook;

public sealed partial class Chart
{
    private const double PlaneHeight = 300;

    /// <summary>
    /// Shows a matrix as cells of colours, its first row at the top, with a bar that says which colour is which value: from dark to light, or if there
    /// are negative and positive values, from blue through white at zero to vermilion. Cells of NaN or infinities are empty.
    /// </summary>
    /// <param name="matrix">The values, [rows, columns].</param>
    /// <param name="rows">Names of the rows; null for numbers.</param>
    /// <param name="columns">Names of the columns; null for numbers.</param>
    /// <param name="numbers">Whether each cell shows its value, to three significant digits or to as many as there is room for.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">It is no matrix, or an empty one; or there are more or fewer names than rows or columns.</exception>
    public Chart HeatMap<T>(Variable<T> matrix, IReadOnlyList<string>? rows = null, IReadOnlyList<string>? columns = null, bool numbers = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Shape.Rank != 2 || matrix.Shape.Size == 0)
            throw new ArgumentException($"Chart.HeatMap: needs a matrix [rows, columns] that is not empty, got {matrix.Shape}.", nameof(matrix));
        var (height, width) = (matrix.Shape[0], matrix.Shape[1]);
        if ((rows ?? columns) is not null && ((rows?.Count ?? height) != height || (columns?.Count ?? width) != width))
            throw new ArgumentException($"Chart.HeatMap: needs a name for each row and column of {matrix.Shape}, got {rows?.Count ?? height} and {columns?.Count ?? width}.", nameof(rows));
        var values = Numbers(matrix.ToArray(), nameof(matrix));
        var map = ColorMap.Of(values);
        (_y.IsReversed, _y.Categories, _x.Categories, _colors) = (true, rows, columns, map);
        // Cells are square unless the picture would be very high or very low.
        _plotHeight = Math.Clamp(380.0 * height / width, 80, 380);
        Add(new ImageMark(map.Paint(values, width), (-0.5, width - 0.5), (-0.5, height - 0.5), isSmooth: false,
            $"a heat map of {height} × {width} values from {NumberText.Short(map.Min)} to {NumberText.Short(map.Max)}"));
        if (numbers)
            Add(new NumberMark([.. values.Select((value, i) => ((double)(i % width), (double)(i / width), value, Colors.IsLight(map[value])))]));
        return this;
    }

    /// <summary>Adds the lines along which a function of the plane keeps a round value, each labelled with it.</summary>
    /// <param name="function">The function: points [n, 2] to values [n] or [n, 1]. It is called once.</param>
    /// <param name="x">From where to where on the horizontal axis.</param>
    /// <param name="y">From where to where on the vertical axis.</param>
    /// <param name="levels">The values; none for about ten round ones, those of a logarithmic axis where the function is never negative and spans powers of ten.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">A range is empty or not finite, or the function gives another shape.</exception>
    public Chart Contours<T>(Func<Variable<T>, Variable<T>> function, (double From, double To) x, (double From, double To) y, params IReadOnlyList<double> levels)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(levels);
        var grid = PlaneGrid.Evaluate("Chart.Contours", function, x, y, columns: 121, rows: 91);
        if (grid.Count != 1)
            throw new ArgumentException($"Chart.Contours: needs a function of points [n, 2] that gives [n] or [n, 1], got {grid.Count} values for each.", nameof(function));
        _plotHeight = PlaneHeight;
        var finite = grid.Values.Where(double.IsFinite).DefaultIfEmpty(0).Order().ToArray();
        var (min, max) = (finite[0], finite[^1]);
        // The minimum itself may be zero, or next to it: what most of the plane spans is what counts.
        var low = finite[finite.Length / 50];
        IReadOnlyList<Tick> chosen = levels.Count > 0 ? [.. levels.Select(level => new Tick(level, NumberText.Short(level)))]
            : min >= 0 && low > 0 && max / low >= 200 ? Ticks.Logarithmic(low, max, 10) : min < max ? Ticks.Linear(min, max, 10) : [];
        return Add(new ContourMark(grid, chosen, isLabelled: true, $"contours of a function from {NumberText.Short(min)} to {NumberText.Short(max)}, at {string.Join(", ", chosen.Select(level => level.Label))}"));
    }

    /// <summary>Colours each part of the plane by the class that a classifier gives to it.</summary>
    /// <param name="classifier">
    /// Points [n, 2] to scores [n, classes], of which the greatest counts; or to one score [n] or [n, 1], a logit: class 1 where it is above zero. It is
    /// called once.
    /// </param>
    /// <param name="x">From where to where on the horizontal axis.</param>
    /// <param name="y">From where to where on the vertical axis.</param>
    /// <param name="names">What the legend calls the classes; none for nothing.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">A range is empty or not finite, the classifier gives another shape, or there are fewer names than classes.</exception>
    public Chart Regions<T>(Func<Variable<T>, Variable<T>> classifier, (double From, double To) x, (double From, double To) y, params IReadOnlyList<string> names)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(names);
        var grid = PlaneGrid.Evaluate("Chart.Regions", classifier, x, y, columns: 241, rows: 181);
        var classes = Math.Max(grid.Count, 2);
        _plotHeight = PlaneHeight;
        if (names.Count > 0 && names.Count != classes)
            throw new ArgumentException($"Chart.Regions: needs a name for each of {classes} classes, got {names.Count}.", nameof(names));
        Add(new ImageMark(RegionImage.Paint(grid, out var seen), x, y, isSmooth: true, $"regions of {seen} of {classes} classes"));
        if (grid.Count == 1)
            Add(new ContourMark(grid, [new(0, "")], isLabelled: false, ""));
        for (var i = 0; i < names.Count; i++)
            Add(new RegionKeyMark(names[i], i));
        return this;
    }
}
