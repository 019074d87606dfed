namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>Short texts at places of the plane: the numbers in the cells of a heat map.</summary>
internal sealed class NumberMark(IReadOnlyList<(double X, double Y, string Text, bool IsOnLight)> texts) : Mark(null, 0)
{
    public override IEnumerable<double> Xs => [];

    public override IEnumerable<double> Ys => [];

    public override string Describe() => "";

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        foreach (var (px, py, text, isOnLight) in texts)
            svg.Label(text, x[px], y[py] + 4, "middle", isOnLight ? " class=\"cell-text dark\"" : " class=\"cell-text light\"");
    }

    public override void DrawKey(SvgText svg, double x, double y) => throw new NotSupportedException("Numbers in cells have no name, and so no key.");
}
