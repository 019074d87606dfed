using AutoGrad.Notebook.Charts;
using AutoGrad.Notebook.Charts.Marks;

namespace AutoGrad.Notebook;

/// <summary>
/// A picture of numbers: marks (lines, points, bars, fields of colours) on two axes. Each call adds to the chart and gives it back:
/// <c>new Chart("Loss").Line(losses, "training").X("epoch").Y("loss", logarithmic: true)</c>. <see cref="Page.Show"/> puts it on a page.
/// </summary>
/// <param name="title">What it shows, in a few words.</param>
public sealed partial class Chart(string title)
{
    private readonly List<Mark> _marks = [];
    private readonly Axis _x = new();
    private readonly Axis _y = new();
    private string? _description;
    private ColorMap? _colors;
    private double _plotHeight = 230;

    /// <summary>What it shows, in a few words.</summary>
    public string Title { get; } = string.IsNullOrWhiteSpace(title) ? throw new ArgumentException("Chart: needs a title, got none.", nameof(title)) : title;

    /// <summary>Says what is on the horizontal axis.</summary>
    /// <param name="label">The quantity, as in <c>time</c>.</param>
    /// <param name="unit">Its unit, as in <c>s</c>; null for none.</param>
    /// <param name="logarithmic">Whether equal ratios take equal space; numbers that are not above zero are not shown then.</param>
    /// <param name="range">From where to where; null for all that the marks need.</param>
    /// <returns>The chart.</returns>
    /// <exception cref="ArgumentException">The range is not finite and increasing, or reaches zero on a logarithmic axis.</exception>
    public Chart X(string label, string? unit = null, bool logarithmic = false, (double From, double To)? range = null) => SetAxis(_x, label, unit, logarithmic, range);

    /// <summary>Says what is on the vertical axis.</summary>
    /// <inheritdoc cref="X"/>
    public Chart Y(string label, string? unit = null, bool logarithmic = false, (double From, double To)? range = null) => SetAxis(_y, label, unit, logarithmic, range);

    /// <summary>Says in words what a reader sees, for those who do not see it; otherwise the chart says what its marks are.</summary>
    /// <returns>The chart.</returns>
    public Chart Alt(string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(description);
        _description = description;
        return this;
    }

    /// <summary>The chart in a sentence.</summary>
    public override string ToString() => _description ?? $"{Title}: {string.Join("; ", _marks.Select(mark => mark.Describe()).Where(text => text.Length > 0))}{Extent()}";

    /// <summary>The chart as a picture in SVG that stands alone, with its title, in colours for light and for dark paper.</summary>
    public string ToSvg() => Writer().WritePicture(Title, ToString());

    /// <summary>The chart in SVG for a page, which has the style and says the title.</summary>
    internal string ToFigure() => Writer().Write(ToString());

    private ChartWriter Writer() => new(_marks, _x, _y, _colors, _plotHeight);

    private Chart Add(Mark mark)
    {
        _marks.Add(mark);
        return this;
    }

    // Series of lines, points and bars take the colours in turn.
    private int NextColor() => _marks.Count(mark => mark is LineMark or PointMark or BarMark);

    private Chart SetAxis(Axis axis, string label, string? unit, bool logarithmic, (double From, double To)? range)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        if (range is var (from, to) && !(double.IsFinite(from) && double.IsFinite(to) && from < to && (!logarithmic || from > 0)))
            throw new ArgumentException(FormattableString.Invariant($"Chart: needs a range of the axis “{label}” that is finite, increasing{(logarithmic ? " and above zero" : "")}, got from {from} to {to}."), nameof(range));
        (axis.Label, axis.IsLogarithmic, axis.Range) = (unit is null ? label : $"{label} ({unit})", logarithmic, range);
        return this;
    }

    private string Extent()
    {
        var finite = _marks.Where(mark => !mark.FillsPlane).SelectMany(mark => mark.Ys).Where(double.IsFinite).ToList();
        return finite.Count == 0 || _marks.Any(mark => mark.FillsPlane) ? "." : $"; {_y.Label ?? "values"} from {NumberText.Short(finite.Min())} to {NumberText.Short(finite.Max())}.";
    }

    private static double[] Numbers<T>(IEnumerable<T> values, string parameter) where T : System.Numerics.INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values, parameter);
        return [.. values.Select(double.CreateChecked)];
    }
}
