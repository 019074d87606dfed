using System.Text;

namespace AutoGrad.Notebook.Writing;

/// <summary>A piece of code and what it printed, side by side where there is room; or output without code.</summary>
internal sealed class Cell(string? code)
{
    public StringBuilder Output { get; } = new();

    public string ToHtml()
    {
        var output = Output.Length == 0 ? "" : $"<pre class=\"output\" tabindex=\"0\">{Html.Escape(Output.ToString().TrimEnd())}</pre>";
        return code is null ? $"{output}\n" : $"<div class=\"cell\">{code}{output}</div>\n";
    }
}
