using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AutoGrad.Notebook.Writing;

/// <summary>Markdown as HTML.</summary>
internal static class Prose
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().DisableHtml().Build();

    public static string ToHtml(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Min(heading.Level + 1, 6);
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (link.IsImage && link.Url?.StartsWith("data:", StringComparison.OrdinalIgnoreCase) != true)
                throw new ArgumentException($"Page.Text: needs images that carry their data (data:...), as the page is self-contained, got ![]({link.Url}).", nameof(markdown));
        }
        // A wide table scrolls by itself, and not the page with it.
        return document.ToHtml(Pipeline)
            .Replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal)
            .Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);
    }
}
