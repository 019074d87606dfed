namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>What the legend says about a region of the plane, which the field of colours draws.</summary>
internal sealed class RegionKeyMark(string name, int color) : Mark(name, color)
{
    public override IEnumerable<double> Xs => [];

    public override IEnumerable<double> Ys => [];

    public override string Describe() => "";

    public override void Draw(SvgText svg, Scale x, Scale y) { }

    public override void DrawKey(SvgText svg, double x, double y) => svg.Rectangle($"class=\"region {Style}\"", x - 7, y - 6, 14, 12);
}
