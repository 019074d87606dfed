using System.Text;

namespace AutoGrad.Notebook.Writing;

/// <summary>Text for HTML that is also well-formed XML.</summary>
internal static class Html
{
    /// <summary>The text as content or as the value of an attribute. Characters that XML forbids, such as escape codes of terminals, become �.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                (< ' ' and not ('\t' or '\n' or '\r')) or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune),
            };
        }
        return escaped.ToString();
    }

    /// <summary>A picture that carries its data, and a text for those who do not see it.</summary>
    public static string Image(string mediaType, ReadOnlySpan<byte> data, string alt, string attributes = "") =>
        $"<img src=\"data:{mediaType};base64,{Convert.ToBase64String(data)}\" alt=\"{Escape(alt)}\"{attributes} />";
}
