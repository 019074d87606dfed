using System.Numerics;
using System.Text;
using AutoGrad.Notebook.Writing;

namespace AutoGrad.Notebook;

public sealed partial class Page
{
    /// <summary>Adds a program as formulas: <see cref="Graph{T}.ToMathMl"/> on the page, <see cref="Graph{T}.ToFormulas"/> in the terminal.</summary>
    /// <param name="graph">The program; simplify it first where it is to read as one writes it.</param>
    public void Formula<T>(Graph<T> graph) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(graph);
        Add(graph.ToFormulas(), $"<div class=\"formula\" tabindex=\"0\">{graph.ToMathMl()}</div>");
    }

    /// <summary>Adds a function of one scalar as a formula, simplified.</summary>
    /// <param name="function">The function; its parameter is named as in the code.</param>
    /// <exception cref="TracedValueException">The function reads the value of a variable.</exception>
    public void Formula<T>(Func<Variable<T>, Variable<T>> function) where T : unmanaged, IFloatingPointIeee754<T> =>
        Formula(Graph.Trace(function, []).Simplify(RewriteKinds.All));

    /// <summary>Adds a program as a picture of boxes and arrows.</summary>
    /// <param name="graph">The program.</param>
    /// <param name="caption">A line below the picture, and its text for those who do not see it.</param>
    public void Drawing<T>(Graph<T> graph, string caption = "The program as a graph") where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(graph);
        Svg(graph.ToSvg(), caption);
    }

    /// <summary>Adds a picture in SVG. It stands alone: its styles change nothing else on the page, and a script in it does not run.</summary>
    /// <param name="svg">The picture, an element <c>svg</c> of the namespace of SVG, with a width.</param>
    /// <param name="caption">A line below the picture, and its text for those who do not see it.</param>
    public void Svg(string svg, string caption)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(svg);
        ArgumentException.ThrowIfNullOrWhiteSpace(caption);
        var image = Html.Image("image/svg+xml", Encoding.UTF8.GetBytes(svg), caption);
        Add($"({caption}: a picture on the page.)", $"<figure class=\"drawing\"><div class=\"scroll\" tabindex=\"0\">{image}</div><figcaption>{Html.Escape(caption)}</figcaption></figure>");
    }
}
