using System.Globalization;
using System.Text;
using AutoGrad.Graphs.Drawing;

namespace AutoGrad;

public sealed partial class Graph<T>
{
    private const double BoxHeight = 38;
    private const double Margin = 16;

    /// <summary>The program as a picture in the language of Graphviz: <c>dot -Tsvg</c> draws it.</summary>
    public string ToDot()
    {
        var diagram = Diagram.Of(this);
        var text = new StringBuilder("digraph program {\n  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fillcolor=white];\n");
        for (var i = 0; i < diagram.Boxes.Count; i++)
        {
            var (kind, title, detail) = diagram.Boxes[i];
            var shape = kind switch
            {
                BoxKind.Input or BoxKind.Output => ", shape=ellipse",
                BoxKind.State or BoxKind.Update => ", shape=cylinder",
                _ => "",
            };
            text.Append(CultureInfo.InvariantCulture, $"  n{i} [label=\"{Escape(title)}\\n{Escape(detail)}\"{shape}, class=\"{kind}\"];\n");
        }
        foreach (var (from, to) in diagram.Arrows)
            text.Append(CultureInfo.InvariantCulture, $"  n{from} -> n{to};\n");
        return text.Append("}\n").ToString();
    }

    /// <summary>
    /// The program as a picture: a self-contained SVG, light or dark as the reader's page is. Inputs, states, operations, those of derivatives,
    /// and outputs are told apart by shape and colour.
    /// </summary>
    public string ToSvg()
    {
        var diagram = Diagram.Of(this);
        var widths = diagram.Boxes.Select(box => 22 + (7.2 * Math.Max(box.Title.Length, box.Detail.Length))).ToArray();
        var layout = new LayeredLayout(widths, BoxHeight, diagram.Arrows);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{-Margin:F0} {-Margin:F0} {layout.Width + (2 * Margin):F0} {layout.Height + (2 * Margin):F0}\" width=\"{layout.Width + (2 * Margin):F0}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\" role=\"img\">\n");
        svg.Append(Style);
        foreach (var route in layout.Routes)
            svg.Append("<path class=\"arrow\" marker-end=\"url(#tip)\" d=\"").Append(Curve(layout, route)).Append("\"/>\n");
        for (var i = 0; i < widths.Length; i++)
            AppendBox(svg, diagram.Boxes[i], layout.X[i], layout.Y[i], widths[i]);
        return svg.Append("</svg>\n").ToString();
    }

    private const string Style =
        """
        <style>
        .box { stroke-width: 1.4 } .arrow { fill: none; stroke: #6b7280; stroke-width: 1.2 } text { fill: #111827; text-anchor: middle } .detail { font-size: 10px; fill: #4b5563 }
        .Input { fill: #dbeafe; stroke: #0072b2 } .State { fill: #fdebc8; stroke: #b26b00 } .Constant { fill: #f3f4f6; stroke: #9ca3af } .Operation { fill: #ffffff; stroke: #374151 }
        .Derivative { fill: #f6e3ef; stroke: #a3457f } .Output { fill: #d5f0e5; stroke: #00785a } .Update { fill: #fdebc8; stroke: #b26b00; stroke-dasharray: 4 3 }
        @media (prefers-color-scheme: dark) { .arrow { stroke: #9ca3af } text { fill: #f3f4f6 } .detail { fill: #c3c8d0 } .tip { fill: #9ca3af }
        .Input { fill: #0b3353 } .State, .Update { fill: #4d3200 } .Constant { fill: #2b2f36 } .Operation { fill: #1f2329; stroke: #9ca3af } .Derivative { fill: #4a1f3a } .Output { fill: #063f30 } }
        .tip { fill: #6b7280 }
        </style>
        <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 L8 4 L0 8 z"/></marker></defs>

        """;

    // A smooth curve that leaves and enters boxes straight down, and goes by the places between.
    private static string Curve(LayeredLayout layout, int[] route)
    {
        var path = new StringBuilder();
        var (x, y) = (layout.X[route[0]], layout.Y[route[0]] + (BoxHeight / 2));
        path.Append(CultureInfo.InvariantCulture, $"M{x:F1} {y:F1}");
        for (var i = 1; i < route.Length; i++)
        {
            var isLast = i == route.Length - 1;
            var (nextX, nextY) = (layout.X[route[i]], layout.Y[route[i]] - (BoxHeight / 2));
            var middle = (y + nextY) / 2;
            path.Append(CultureInfo.InvariantCulture, $" C{x:F1} {middle:F1} {nextX:F1} {middle:F1} {nextX:F1} {nextY:F1}");
            if (!isLast)
                path.Append(CultureInfo.InvariantCulture, $" V{nextY + BoxHeight:F1}");
            (x, y) = (nextX, nextY + BoxHeight);
        }
        return path.ToString();
    }

    private static void AppendBox(StringBuilder svg, Box box, double x, double y, double width)
    {
        var radius = box.Kind is BoxKind.Input or BoxKind.Output ? BoxHeight / 2 : box.Kind is BoxKind.State or BoxKind.Update ? 2 : 7;
        svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"box {box.Kind}\" x=\"{x - (width / 2):F1}\" y=\"{y - (BoxHeight / 2):F1}\" width=\"{width:F1}\" height=\"{BoxHeight}\" rx=\"{radius}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y - 2:F1}\">{Xml(box.Title)}</text><text class=\"detail\" x=\"{x:F1}\" y=\"{y + 12:F1}\">{Xml(box.Detail)}</text>\n");
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Xml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
