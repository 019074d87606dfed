using System.Text;
using System.Text.RegularExpressions;

namespace AutoGrad.Notebook.Writing;

/// <summary>C# with its comments, strings, numbers and keywords marked for the style to colour.</summary>
internal static partial class CSharpMarkup
{
    public static string ToHtml(string code)
    {
        var html = new StringBuilder("<pre class=\"code\" tabindex=\"0\"><code>");
        var end = 0;
        foreach (Match match in Token().Matches(code))
        {
            html.Append(Html.Escape(code[end..match.Index]));
            end = match.Index + match.Length;
            var kind = match.Groups["comment"].Success ? "c" : match.Groups["string"].Success ? "s" : match.Groups["number"].Success ? "n" : "k";
            html.Append($"<span class=\"{kind}\">").Append(Html.Escape(match.Value)).Append("</span>");
        }
        return html.Append(Html.Escape(code[end..])).Append("</code></pre>").ToString();
    }

    // Raw strings before ordinary ones, since they begin alike. What stands in the holes of an interpolated string is coloured with it.
    [GeneratedRegex("""
        (?<comment>//[^\n]*|/\*[\s\S]*?\*/|^\#:[^\n]*)
        |(?<string>\$*(?<quotes>"{3,})[\s\S]*?\k<quotes>|\$?@\$?"(?:""|[^"])*"|\$?"(?:\\.|\{[^{}\n]*\}|[^"\\\n])*"|'(?:\\.|[^'\\\n])[^'\n]{0,8}')
        |(?<number>\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?[fdmulFDMUL]*\b)
        |\b(?:abstract|and|as|async|await|base|bool|break|byte|case|catch|char|class|const|continue|decimal|default|do|double|else|enum|false|finally|float
        |for|foreach|from|if|in|int|interface|internal|is|long|namespace|new|not|null|object|or|out|override|params|private|protected|public|readonly|record
        |ref|return|sealed|short|static|string|struct|switch|this|throw|true|try|uint|ulong|using|var|virtual|void|when|where|while|with|yield)\b
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
