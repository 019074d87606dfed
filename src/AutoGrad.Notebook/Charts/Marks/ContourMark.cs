using System.Text;

namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>Lines along which a function of the plane keeps a value, each labelled with it where it is long enough.</summary>
internal sealed class ContourMark(PlaneGrid grid, IReadOnlyList<Tick> levels, bool isLabelled, string description) : Mark(null, 0)
{
    private const int LeastLabelled = 30;

    public override IEnumerable<double> Xs => [grid.X.From, grid.X.To];

    public override IEnumerable<double> Ys => [grid.Y.From, grid.Y.To];

    public override bool FillsPlane => true;

    public override string Describe() => description;

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        var labels = new List<(string Text, double X, double Y)>();
        foreach (var level in levels)
        {
            var path = new StringBuilder();
            var lines = MarchingSquares.Trace(grid, level.Value);
            foreach (var line in lines)
            {
                for (var i = 0; i < line.Count; i++)
                    path.Append(i == 0 ? 'M' : 'L').Append(SvgText.Number(x[line[i].X])).Append(' ').Append(SvgText.Number(y[line[i].Y]));
            }
            svg.Raw($"<path class=\"{(isLabelled ? "contour" : "boundary")}\" d=\"{path}\"/>");
            if (isLabelled && lines.MaxBy(line => line.Count) is { Count: >= LeastLabelled } longest)
                AddLabel(labels, level.Label, longest, x, y);
        }
        foreach (var (text, px, py) in labels)
            svg.Label(text, px, py + 4, "middle", " class=\"contour-text\"");
    }

    public override void DrawKey(SvgText svg, double x, double y) => throw new NotSupportedException("Contours have no name, and so no key.");

    // At the first place along the line that is far from the edges and from other labels.
    private void AddLabel(List<(string Text, double X, double Y)> labels, string text, IReadOnlyList<(double X, double Y)> line, Scale x, Scale y)
    {
        var (left, right) = (Math.Min(x[grid.X.From], x[grid.X.To]) + 22, Math.Max(x[grid.X.From], x[grid.X.To]) - 22);
        var (top, bottom) = (Math.Min(y[grid.Y.From], y[grid.Y.To]) + 12, Math.Max(y[grid.Y.From], y[grid.Y.To]) - 12);
        for (var i = 0; i < line.Count; i++)
        {
            var (px, py) = (x[line[(i + (line.Count / 3)) % line.Count].X], y[line[(i + (line.Count / 3)) % line.Count].Y]);
            if (px < left || px > right || py < top || py > bottom || labels.Any(label => Math.Abs(label.X - px) < 46 && Math.Abs(label.Y - py) < 20))
                continue;
            labels.Add((text, px, py));
            return;
        }
    }
}
