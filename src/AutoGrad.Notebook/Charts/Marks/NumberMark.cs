namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>The numbers in the cells of a heat map, whose columns are at 0, 1, 2, ...: as exact as there is room for, and none where there is too little.</summary>
internal sealed class NumberMark(IReadOnlyList<(double X, double Y, double Value, bool IsOnLight)> cells) : Mark(null, 0)
{
    private static readonly Func<double, string>[] Forms =
        [NumberText.Compact, value => NumberText.Fixed(value, 2), value => NumberText.Fixed(value, 1), value => NumberText.Fixed(value, 0)];

    public override IEnumerable<double> Xs => [];

    public override IEnumerable<double> Ys => [];

    public override string Describe() => "";

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        var finite = cells.Where(cell => double.IsFinite(cell.Value)).ToList();
        var room = Math.Abs(x[1] - x[0]);
        var form = Array.Find(Forms, form => finite.TrueForAll(cell => form(cell.Value).Length * ChartWriter.CharacterWidth <= room));
        if (form is null)
            return;
        foreach (var (px, py, value, isOnLight) in finite)
            svg.Label(form(value), x[px], y[py] + 4, "middle", isOnLight ? " class=\"cell-text dark\"" : " class=\"cell-text light\"");
    }

    public override void DrawKey(SvgText svg, double x, double y) => throw new NotSupportedException("Numbers in cells have no name, and so no key.");
}
