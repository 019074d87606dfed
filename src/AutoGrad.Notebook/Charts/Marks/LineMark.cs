using System.Text;

namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>A line through points, in their order. It breaks where a number is missing.</summary>
internal sealed class LineMark(string? name, int color, double[] xs, double[] ys, string style = "line") : Mark(name, color)
{
    public override IEnumerable<double> Xs => xs;

    public override IEnumerable<double> Ys => ys;

    public override string Describe() => $"{(Name is null ? "a line" : $"“{Name}”, a line")} of {ys.Length} points";

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        foreach (var (px, py) in Thin([.. xs.Zip(ys, (valueX, valueY) => (x[valueX], y[valueY]))]))
        {
            if (double.IsNaN(px) || double.IsNaN(py))
            {
                isDrawing = false;
                continue;
            }
            path.Append(isDrawing ? 'L' : 'M').Append(SvgText.Number(px)).Append(' ').Append(SvgText.Number(py));
            isDrawing = true;
        }
        svg.Raw($"<path class=\"{style} {Style}\" d=\"{path}\"/>");
    }

    public override void DrawKey(SvgText svg, double x, double y) => svg.Line($"{style} {Style}", x - 9, y, x + 9, y);

    // Of many points in one column of pixels, the first, the lowest, the highest and the last look the same as all of them.
    private static List<(double X, double Y)> Thin(List<(double X, double Y)> points)
    {
        if (points.Count <= 1000)
            return points;
        var thin = new List<(double X, double Y)>();
        for (var start = 0; start < points.Count;)
        {
            var (end, low, high) = (start, start, start);
            for (; end < points.Count && Math.Abs(points[end].X - points[start].X) < 0.5 && !double.IsNaN(points[end].Y); end++)
            {
                low = points[end].Y < points[low].Y ? end : low;
                high = points[end].Y > points[high].Y ? end : high;
            }
            end = Math.Max(end, start + 1);
            foreach (var kept in new SortedSet<int> { start, low, high, end - 1 })
                thin.Add(points[kept]);
            start = end;
        }
        return thin;
    }
}
