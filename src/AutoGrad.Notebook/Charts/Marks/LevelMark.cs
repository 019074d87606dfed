namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>A dashed line at one value, across the whole chart.</summary>
internal sealed class LevelMark(string? name, double value) : Mark(name, 0)
{
    public override IEnumerable<double> Xs => [];

    public override IEnumerable<double> Ys => [value];

    public override string Describe() => $"{Name ?? "a level"} at {NumberText.Short(value)}";

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        if (!double.IsNaN(y[value]))
            svg.Line("level", x[x.Min], y[value], x[x.Max], y[value]);
    }

    public override void DrawKey(SvgText svg, double x, double y) => svg.Line("level", x - 9, y, x + 9, y);
}
