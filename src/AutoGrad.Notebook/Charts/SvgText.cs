using System.Globalization;
using System.Text;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook.Charts;

/// <summary>Writes elements of SVG; places have one decimal, a tenth of a pixel.</summary>
internal sealed class SvgText
{
    private readonly StringBuilder _text = new();

    public static string Number(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    public SvgText Raw(string svg)
    {
        _text.Append(svg);
        return this;
    }

    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Raw($"<path class=\"{style}\" d=\"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}\"/>");

    public void Rectangle(string attributes, double x, double y, double width, double height) =>
        Raw($"<rect {attributes} x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>");

    public void Label(string content, double x, double y, string anchor, string attributes = "") =>
        Raw($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\"{attributes}>{Html.Escape(content)}</text>");

    public void Image(byte[] png, double x, double y, double width, double height, string style) =>
        Raw($"<image class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>");

    public override string ToString() => _text.ToString();
}
