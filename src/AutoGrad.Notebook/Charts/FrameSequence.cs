using System.Globalization;
using System.Text;

namespace AutoGrad.Notebook.Charts;

/// <summary>Figures that follow each other in one place, by the style alone.</summary>
internal static class FrameSequence
{
    // The last frame stays so many times as long.
    private const int Rest = 3;

    public static string Write(IReadOnlyList<string> figures, double seconds)
    {
        static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
        var slots = figures.Count - 1 + Rest;
        var html = new StringBuilder();
        // A frame is seen for the first part of its cycle, which begins later from frame to frame.
        html.Append($"<style>@keyframes frame-{slots} {{ 0% {{ visibility: visible; }} {Number(100.0 / slots)}% {{ visibility: hidden; }} 100% {{ visibility: hidden; }} }} ")
            .Append($"@keyframes last-{slots} {{ 0% {{ visibility: visible; }} {Number(100.0 * Rest / slots)}% {{ visibility: hidden; }} 100% {{ visibility: hidden; }} }}</style>");
        html.Append("<div class=\"frames\"><label class=\"pause\"><input type=\"checkbox\" /> pause</label><div class=\"stage\">");
        for (var i = 0; i < figures.Count; i++)
        {
            var name = i == figures.Count - 1 ? "last" : "frame";
            html.Append($"<div class=\"moment\" style=\"animation: {name}-{slots} {Number(slots * seconds)}s step-end {Number((i - slots) * seconds)}s infinite\">{figures[i]}</div>");
        }
        return html.Append("</div></div>").ToString();
    }
}
