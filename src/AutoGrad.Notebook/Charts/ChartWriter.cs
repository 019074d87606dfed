using AutoGrad.Notebook.Charts.Marks;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Charts;

/// <summary>
/// Lays a chart out and writes it: the legend on top, the plot with its ticks, the labels of the axes. The picture is 480 wide and as high as it
/// has to be; places are kept for letters of 16, to which the style sets them where a small screen shrinks the picture.
/// </summary>
internal sealed class ChartWriter
{
    /// <summary>The width of a digit of 16, amply.</summary>
    public const double CharacterWidth = 9;

    private const double Width = 480;
    private const double LineHeight = 22;
    private const double HeadingHeight = 26;
    private const double PictureWidth = 320;

    private readonly IReadOnlyList<Mark> _marks;
    private readonly Axis _xAxis;
    private readonly Axis _yAxis;
    private readonly ColorMap? _colors;
    private readonly double _plotHeight;
    private readonly SvgText _svg = new();

    public ChartWriter(IReadOnlyList<Mark> marks, Axis x, Axis y, ColorMap? colors, double plotHeight) =>
        (_marks, _xAxis, _yAxis, _colors, _plotHeight) = (marks, x, y, colors, plotHeight);

    /// <summary>The chart for a page, which has the style and says the title.</summary>
    public string Write(string description)
    {
        var height = Draw();
        return $"<svg viewBox=\"0 0 {Width} {SvgText.Number(height)}\" {Root(description)}>{_svg}</svg>";
    }

    /// <summary>The chart as a picture that stands alone.</summary>
    public string WritePicture(string title, string description)
    {
        var height = Draw() + HeadingHeight;
        var picture = new SvgText();
        picture.Raw($"<svg viewBox=\"0 -{HeadingHeight} {Width} {SvgText.Number(height)}\" width=\"{PictureWidth}\" height=\"{Math.Round(height * PictureWidth / Width)}\" {Root(description)}>");
        picture.Raw($"<style>{Html.Escape(Style.OfCharts)}</style>");
        picture.Rectangle("class=\"back\"", 0, -HeadingHeight, Width, height);
        picture.Raw("<g class=\"chart\">");
        picture.Label(title, 12, -8, "start", " class=\"heading\"");
        return $"{picture}{_svg}</g></svg>\n";
    }

    private static string Root(string description) => $"role=\"img\" aria-label=\"{Html.Escape(description)}\" xmlns=\"http://www.w3.org/2000/svg\"";

    // The height of what it has drawn.
    private double Draw()
    {
        var fills = _marks.Any(mark => mark.FillsPlane);
        var stands = _marks.Any(mark => mark.StandsOnZero);
        // A field of colours reaches the edges, and what is drawn over it changes nothing.
        var framing = _marks.Where(mark => !fills || mark.FillsPlane).ToList();
        var xBounds = _xAxis.Bounds(framing.SelectMany(mark => mark.Xs), fills ? 0 : stands ? 0.02 : framing.Any(mark => mark is PointMark) ? 0.05 : 0, fromZero: false);
        var yBounds = _yAxis.Bounds(framing.SelectMany(mark => mark.Ys), fills ? 0 : 0.06, stands);

        var yTicks = new Scale(_yAxis, yBounds, 1, 0).Ticks(5);
        var left = 8 + (_yAxis.Label is null ? 0 : LineHeight) + (CharacterWidth * yTicks.Select(tick => tick.Label.Length).DefaultIfEmpty(0).Max());
        // Half of the first label and half of the last may stand beyond the ends.
        var ends = new Scale(_xAxis, xBounds, 0, 1).Ticks(5);
        var overhang = CharacterWidth / 2 * (_xAxis.Categories is null ? ends.Select(tick => tick.Label.Length).DefaultIfEmpty(0).Max() : 0);
        left = Math.Max(left, overhang);
        var right = Width - Math.Max(14, overhang) - (_colors is null ? 0 : _colors.BarWidth);
        var top = WriteLegend(left) + 10;
        var bottom = top + _plotHeight;
        var (x, y) = (new Scale(_xAxis, xBounds, left, right), new Scale(_yAxis, yBounds, bottom, top));

        var below = WriteAxes(x, y, yTicks, left, right, top, bottom);
        var box = FormattableString.Invariant($"x=\"{SvgText.Number(left)}\" y=\"{SvgText.Number(top)}\" width=\"{SvgText.Number(right - left)}\" height=\"{SvgText.Number(bottom - top)}\"");
        // An inner picture cuts off what leaves the plot.
        _svg.Raw($"<svg {box} viewBox=\"{SvgText.Number(left)} {SvgText.Number(top)} {SvgText.Number(right - left)} {SvgText.Number(bottom - top)}\">");
        foreach (var mark in _marks.OrderBy(mark => mark.FillsPlane ? 0 : 1))
            mark.Draw(_svg, x, y);
        _svg.Raw("</svg>");
        _svg.Raw($"<rect class=\"frame\" {box}/>");
        _colors?.DrawBar(_svg, right + 8, top, bottom);
        return below;
    }

    // The height that it takes.
    private double WriteLegend(double left)
    {
        var (x, y) = (left, 0.0);
        foreach (var mark in _marks.Where(mark => mark.Name is not null))
        {
            var width = 34 + ((mark.Name!.Length + (0.5 * mark.Name.Count("mwMW@%".Contains))) * CharacterWidth);
            if (x > left && x + width > Width)
                (x, y) = (left, y + LineHeight);
            mark.DrawKey(_svg, x + 10, y + 11);
            _svg.Label(mark.Name, x + 25, y + 16, "start", " class=\"name\"");
            x += width;
        }
        return x > left ? y + LineHeight : 0;
    }

    // How far down they reach.
    private double WriteAxes(Scale x, Scale y, IReadOnlyList<Tick> yTicks, double left, double right, double top, double bottom)
    {
        foreach (var tick in yTicks)
        {
            if (_yAxis.Categories is null)
                _svg.Line("grid", left, y[tick.Value], right, y[tick.Value]);
            _svg.Label(tick.Label, left - 6, y[tick.Value] + 4.5, "end");
        }
        var xTicks = XTicks(x, right - left, out var isTilted);
        foreach (var tick in xTicks)
        {
            var place = x[tick.Value];
            if (_xAxis.Categories is null)
                _svg.Line("grid", place, top, place, bottom);
            if (isTilted)
                _svg.Label(tick.Label, place + 4, bottom + 14, "end", $" transform=\"rotate(-40 {SvgText.Number(place + 4)} {SvgText.Number(bottom + 14)})\"");
            else
                _svg.Label(tick.Label, place, bottom + 19, "middle");
        }
        var below = bottom + (isTilted ? 16 + (0.64 * CharacterWidth * xTicks.Max(tick => tick.Label.Length)) : LineHeight);
        if (_yAxis.Label is { } yLabel)
            _svg.Label(yLabel, 14, (top + bottom) / 2, "middle", $" class=\"name\" transform=\"rotate(-90 14 {SvgText.Number((top + bottom) / 2)})\"");
        if (_xAxis.Label is { } xLabel)
            _svg.Label(xLabel, (left + right) / 2, below + 15, "middle", " class=\"name\"");
        return below + (_xAxis.Label is null ? 4 : LineHeight + 2);
    }

    // As many as stand side by side without touching; names of categories are tilted where they do not.
    private IReadOnlyList<Tick> XTicks(Scale x, double width, out bool isTilted)
    {
        isTilted = false;
        for (var count = 8; count > 1; count--)
        {
            var ticks = x.Ticks(count);
            var longest = ticks.Select(tick => tick.Label.Length).DefaultIfEmpty(0).Max();
            if (ticks.Count * ((longest * CharacterWidth) + 6) <= width)
                return ticks;
            if (_xAxis.Categories is null)
                continue;
            isTilted = true;
            return ticks;
        }
        return x.Ticks(2);
    }
}
