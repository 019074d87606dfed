namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>Bars that stand on zero. Each covers a part of the axis; bars of several series share the place of one.</summary>
internal sealed class BarMark(string? name, int color, double[] lefts, double[] rights, double[] heights, string what) : Mark(name, color)
{
    public override IEnumerable<double> Xs => lefts.Concat(rights);

    public override IEnumerable<double> Ys => heights;

    public override bool StandsOnZero => true;

    /// <summary>Which part of each place it takes, of how many.</summary>
    public (int Index, int Count) Slot { get; set; } = (0, 1);

    public override string Describe() => $"{heights.Length} {what}{(Name is null ? "" : $" “{Name}”")}";

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        // On a logarithmic axis there is no zero: bars stand on its lower end.
        var zero = double.IsNaN(y[0]) ? y[y.Min] : y[0];
        for (var i = 0; i < heights.Length; i++)
        {
            var width = (rights[i] - lefts[i]) / Slot.Count;
            var (left, right, top) = (x[lefts[i] + (Slot.Index * width)], x[lefts[i] + ((Slot.Index + 1) * width)], y[heights[i]]);
            if (!double.IsNaN(left) && !double.IsNaN(right) && !double.IsNaN(top))
                svg.Rectangle($"class=\"bar {Style}\"", left, Math.Min(top, zero), right - left, Math.Abs(top - zero));
        }
    }

    public override void DrawKey(SvgText svg, double x, double y) => svg.Rectangle($"class=\"bar {Style}\"", x - 6, y - 5, 12, 10);
}
