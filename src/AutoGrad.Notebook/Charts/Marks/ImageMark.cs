namespace AutoGrad.Notebook.Charts.Marks;

/// <summary>A field of colours over a part of the plane, as a picture of pixels whose first row is at the top.</summary>
internal sealed class ImageMark(byte[] png, (double From, double To) xRange, (double From, double To) yRange, bool isSmooth, string description) : Mark(null, 0)
{
    public override IEnumerable<double> Xs => [xRange.From, xRange.To];

    public override IEnumerable<double> Ys => [yRange.From, yRange.To];

    public override bool FillsPlane => true;

    public override string Describe() => description;

    public override void Draw(SvgText svg, Scale x, Scale y)
    {
        var (left, right) = (x[xRange.From], x[xRange.To]);
        var (top, bottom) = (Math.Min(y[yRange.From], y[yRange.To]), Math.Max(y[yRange.From], y[yRange.To]));
        svg.Image(png, left, top, right - left, bottom - top, isSmooth ? "smooth" : "cells");
    }

    public override void DrawKey(SvgText svg, double x, double y) => throw new NotSupportedException("A field of colours has no name, and so no key.");
}
