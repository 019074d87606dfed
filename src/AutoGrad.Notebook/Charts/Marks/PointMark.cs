using System.Text;

namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>Points, each series with a shape of its own as well as a colour.</summary>
internal sealed class PointMark(string? name, int color, double[] xs, double[] ys) : Mark(name, color)
{
    public override IEnumerable<double> Xs => xs;

    public override IEnumerable<double> Ys => ys;

    // Many points are small, so that they do not hide each other.
    private double Radius => xs.Length > 400 ? 2.2 : xs.Length > 60 ? 3.2 : 4.5;

    public override string Describe() => $"{xs.Length} points{(Name is null ? "" : $" “{Name}”")}";

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        var path = new StringBuilder();
        for (var i = 0; i < xs.Length; i++)
        {
            var (px, py) = (x[xs[i]], y[ys[i]]);
            if (!double.IsNaN(px) && !double.IsNaN(py))
                path.Append(Shape(px, py, Radius));
        }
        svg.Raw($"<path class=\"point {Style}\" d=\"{path}\"/>");
    }

    public override void DrawKey(SvgText svg, double x, double y) => svg.Raw($"<path class=\"point {Style}\" d=\"{Shape(x, y, 4.5)}\"/>");

    private string Shape(double x, double y, double r)
    {
        static string N(double value) => SvgText.Number(value);
        return (Color % 6) switch
        {
            0 => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
            1 => $"M{N(x - (0.9 * r))} {N(y - (0.9 * r))}h{N(1.8 * r)}v{N(1.8 * r)}h{N(-1.8 * r)}z",
            2 => $"M{N(x)} {N(y - (1.2 * r))}l{N(1.15 * r)} {N(2 * r)}h{N(-2.3 * r)}z",
            3 => $"M{N(x)} {N(y - (1.3 * r))}l{N(1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(1.3 * r)}l{N(-1.3 * r)} {N(-1.3 * r)}z",
            4 => $"M{N(x)} {N(y + (1.2 * r))}l{N(1.15 * r)} {N(-2 * r)}h{N(-2.3 * r)}z",
            _ => $"M{N(x - (0.4 * r))} {N(y - (1.2 * r))}h{N(0.8 * r)}v{N(0.8 * r)}h{N(0.8 * r)}v{N(0.8 * r)}h{N(-0.8 * r)}v{N(0.8 * r)}h{N(-0.8 * r)}v{N(-0.8 * r)}h{N(-0.8 * r)}v{N(-0.8 * r)}h{N(0.8 * r)}z",
        };
    }
}
